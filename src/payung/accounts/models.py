"""Tables of offices, the people in them, and invitations that wait."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.accounts.terms import OFFICE_OF_ROLE, PERMISSIONS, GateRule, OfficeKind, Part, Permission, Role


class Office(models.Model):
    """A place where people work: the city, one of its agencies, a branch, a firm. ``code`` is unique in its kind.

    The city's code is that of the Ministry of Home Affairs (36.71); an agency's is its kd_satker, or its name where
    the exports hold no code.
    """

    kind = models.CharField(max_length=10, choices=OfficeKind.choices)
    code = models.CharField(max_length=200)
    name = models.CharField(max_length=300)

    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "code"], name="office_code_is_unique")]
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Makes users: an e-mail address is the name they sign in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with this password, or with none that works."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with a role in one office."""

    email = models.EmailField(_("alamat surel"), unique=True)
    name = models.CharField(_("nama"), max_length=200)
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people", verbose_name=_("kantor"))
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    personal: ClassVar[frozenset[str]] = frozenset({"email", "name"})

    objects = Users()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_has_a_known_role")
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        """Whether the role holds this permission."""
        return self.is_active and permission in PERMISSIONS[Role(self.role)]

    @property
    def reads_trail(self) -> bool:
        """Whether the role may read the audit trail: those who watch it, and those who must explain it."""
        return self.may(Permission.READ_AUDIT) or self.may(Permission.MANAGE_PEOPLE)

    @property
    def is_official(self) -> bool:
        """Whether the person works for an office of the state: then a second step guards the sign-in."""
        return self.office_kind != OfficeKind.FIRM

    @property
    def office_kind(self) -> OfficeKind:
        """Whose pages this person opens."""
        return OFFICE_OF_ROLE[Role(self.role)]


class Invitation(models.Model):
    """An address that may become a user. Only a digest of the link's token is kept.

    ``invited_by`` is absent in the invitation that the operator's command makes for the first coordinator.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations_made")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    personal: ClassVar[frozenset[str]] = frozenset({"email", "name"})

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """The key of a machine that asks in the name of an office; only a digest of it is kept.

    It acts as a person would, with two permissions and no more: to see the packages of its office, and to ask the
    payment gate. ``made_by`` is absent where the operator's command made it.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=100)
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    role = "mesin"
    permissions = frozenset({Permission.VIEW_PACKAGES, Permission.CHECK_PAYMENT})
    personal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.label

    def may(self, permission: Permission) -> bool:
        """Whether a machine may do this."""
        return self.revoked_at is None and permission in self.permissions

    @property
    def office_kind(self) -> OfficeKind:
        """Whose packages it reaches."""
        return OfficeKind(self.office.kind)

    @property
    def trail_name(self) -> str:
        """How the trail names it."""
        return f"mesin:{self.pk}"


class CityProfile(models.Model):
    """How the city presents itself on paper, and the rules it may set itself.

    ``letterhead`` holds the lines of the kop, the most important last; ``logo`` a PNG or SVG that was looked into.
    ``warn_days`` counts working days before the last day to register a project.
    """

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="profile")
    letterhead = models.TextField(blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    logo = models.BinaryField(null=True)
    logo_kind = models.CharField(max_length=3, blank=True)
    warn_days = models.PositiveSmallIntegerField(default=4)
    gate_rule = models.CharField(max_length=12, choices=GateRule.choices, default=GateRule.WARN)

    personal: ClassVar[frozenset[str]] = frozenset()


class CityPart(models.Model):
    """Which office plays a part."""

    part = models.CharField(max_length=20, choices=Part.choices, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="parts")

    personal: ClassVar[frozenset[str]] = frozenset()


Asker = User | ApiToken
"""Who may ask the payment gate: a person, or the machine of an office."""
