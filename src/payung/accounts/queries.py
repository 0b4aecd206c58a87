"""Who is there, who was invited, and which offices have people?"""

import hashlib

from django.db.models import F, QuerySet

from payung.accounts.models import ApiToken, CityPart, CityProfile, Invitation, Office, User
from payung.accounts.terms import OfficeKind, Part, Permission, Role


def people(*, by: User) -> QuerySet[User]:
    """Everybody, the active first; nobody for those who do not manage people."""
    found = User.objects.select_related("office").order_by("-is_active", "office__kind", "office__name", "name", "pk")
    return found if by.may(Permission.MANAGE_PEOPLE) else found.none()


def person(pk: int, *, by: User) -> User | None:
    """The person of this number, for those who manage people."""
    return people(by=by).filter(pk=pk).first()


def colleagues(*, by: User) -> QuerySet[User]:
    """The active people of one's own office."""
    return User.objects.filter(office=by.office_id, is_active=True).order_by("name", "pk")


def firms(*, by: User) -> QuerySet[Office]:
    """The offices of firms, for those who manage people."""
    return offices(by=by).filter(kind=OfficeKind.FIRM)


def invitations(*, by: User) -> QuerySet[Invitation]:
    """The invitations that wait or have run out, the latest first, for those who manage people."""
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related("office", "invited_by")
    return waiting if by.may(Permission.MANAGE_PEOPLE) else waiting.none()


def invitation(pk: int, *, by: User) -> Invitation | None:
    """The waiting invitation of this number, for those who manage people."""
    return invitations(by=by).filter(pk=pk).first()


def invitation_of(token: str) -> Invitation | None:
    """The invitation whose link holds this token, whatever became of it."""
    return Invitation.objects.select_related("office").filter(token_digest=token_digest(token)).first()


def token_digest(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def tokens(*, by: User) -> QuerySet[ApiToken]:
    """Every key that was given, those that open first; for those who manage people."""
    found = ApiToken.objects.select_related("office", "made_by", "revoked_by").order_by(
        F("revoked_at").asc(nulls_first=True), "-pk"
    )
    return found if by.may(Permission.MANAGE_PEOPLE) else found.none()


def token(pk: int, *, by: User) -> ApiToken | None:
    """The key of this number, for those who manage people."""
    return tokens(by=by).filter(pk=pk).first()


def token_of(told: str) -> ApiToken | None:
    """The key that a machine showed, whatever became of it."""
    return ApiToken.objects.select_related("office").filter(token_digest=token_digest(told)).first()


def offices(*, by: User) -> QuerySet[Office]:
    """Every office, by kind and name, for those who manage people."""
    found = Office.objects.order_by("kind", "name")
    return found if by.may(Permission.MANAGE_PEOPLE) else found.none()


def city() -> Office | None:
    """The city this installation serves, once ``payung-admin init`` has named it."""
    return Office.objects.filter(kind=OfficeKind.CITY).order_by("pk").first()


def warn_days() -> int:
    """How many working days before the last day to register a package is urgent, as the city set it."""
    said = CityProfile.objects.filter(office__kind=OfficeKind.CITY).values_list("warn_days", flat=True).first()
    return CityProfile._meta.get_field("warn_days").get_default() if said is None else said


def profile() -> CityProfile | None:
    """How the city presents itself and which rules it set; the defaults, unsaved, where nobody set any."""
    office = city()
    if office is None:
        return None
    return CityProfile.objects.select_related("office").filter(office=office).first() or CityProfile(office=office)


def parts() -> dict[Part, Office]:
    """The office of each part that is given."""
    return {Part(each.part): each.office for each in CityPart.objects.select_related("office")}


def offices_of_city() -> QuerySet[Office]:
    """The city and its agencies: those that may play a part."""
    return Office.objects.filter(kind__in=(OfficeKind.CITY, OfficeKind.AGENCY)).order_by("name")


def branches() -> QuerySet[Office]:
    """The branches of BPJS Ketenagakerjaan."""
    return Office.objects.filter(kind=OfficeKind.BRANCH).order_by("name")


def has_coordinator() -> bool:
    """Whether anybody can manage people."""
    return User.objects.filter(role=Role.COORDINATOR, is_active=True).exists()


def names(*, by: User) -> dict[str, str]:
    """The name of everybody, by the word the trail uses for them, for those who read it."""
    if not by.reads_trail:
        return {}
    return {f"user:{pk}": name for pk, name in User.objects.order_by("name").values_list("pk", "name")}


def offices_of_kind(kind: OfficeKind) -> QuerySet[Office]:
    """The offices of this kind, by name."""
    return Office.objects.filter(kind=kind).order_by("name", "pk")
