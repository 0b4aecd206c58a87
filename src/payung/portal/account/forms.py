"""What may be filled in about people, offices and the trail?"""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from payung.accounts import queries
from payung.accounts.models import Invitation, Office, User
from payung.accounts.terms import OFFICE_OF_ROLE, OfficeKind, Role
from payung.portal.account import deeds

CLOCK = "jam"


class OfficeField(forms.ModelChoiceField[Office]):
    """An office, its kind told beside its name."""

    def label_from_instance(self, obj: Office) -> str:
        """``Perangkat daerah: Dinas Contoh``."""
        return f"{obj.get_kind_display()}: {obj.name}"


class InvitationForm(forms.Form):
    """Who is invited, to which role, in which office."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(
        label=_("Alamat surel kantor"), help_text=_("Tautan undangan dikirim ke sini dan berlaku 7 hari.")
    )
    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices)
    office = OfficeField(label=_("Kantor"), queryset=Office.objects.none())

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = queries.offices(by=by)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """Another role in the same office."""

    role = forms.ChoiceField(label=_("Peran"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"role": person.role}
        fitting = [role for role, kind in OFFICE_OF_ROLE.items() if kind == person.office.kind]
        self.fields["role"].choices = [(role.value, role.label) for role in fitting]  # type: ignore[attr-defined]


class OfficeForm(forms.Form):
    """An office whose people may be invited."""

    KINDS = (OfficeKind.AGENCY, OfficeKind.BRANCH)

    kind = forms.ChoiceField(label=_("Jenis"), choices=[(kind.value, kind.label) for kind in KINDS])
    name = forms.CharField(label=_("Nama kantor"), max_length=200)
    code = forms.CharField(
        label=_("Kode"),
        max_length=200,
        required=False,
        help_text=_("Kode satuan kerja pada ekspor INAPROC; kosongkan bila tidak ada, maka namanya yang dipakai."),
    )

    def clean(self) -> dict[str, Any]:
        """The name stands in for a code that is missing."""
        told = super().clean() or {}
        return {**told, "code": told.get("code") or told.get("name", "")}


class FirmForm(forms.Form):
    """The first person of a firm, who may invite nobody: further people are invited by the coordinator."""

    name = forms.CharField(label=_("Nama orang pertama"), max_length=200)
    email = forms.EmailField(
        label=_("Alamat surel"), help_text=_("Tautan undangan dikirim ke sini dan berlaku 7 hari.")
    )


class JoinForm(forms.Form):
    """The firm's office that already has people."""

    office = forms.ModelChoiceField(
        label=_("Kantor badan usaha"), queryset=Office.objects.none(), empty_label=_("pilih kantornya")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = queries.firms(by=by)  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """A key for a payment system: whose payments it asks about, and what it is for."""

    office = OfficeField(label=_("Kantor"), queryset=Office.objects.none(), empty_label=_("pilih kantornya"))
    label = forms.CharField(
        label=_("Untuk sistem apa"), max_length=100, help_text=_("Misalnya: aplikasi keuangan daerah, mesin utama.")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payers = queries.offices(by=by).filter(kind__in=(OfficeKind.CITY, OfficeKind.AGENCY))
        self.fields["office"].queryset = payers  # type: ignore[attr-defined]


class PasswordForm(forms.Form):
    """The password that opens the new account, typed twice."""

    password = forms.CharField(
        label=_("Kata sandi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Sekurangnya 12 huruf; kalimat pendek lebih mudah diingat daripada kata yang rumit."),
        strip=False,
    )
    again = forms.CharField(
        label=_("Kata sandi sekali lagi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, invitation: Invitation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bearer = User(email=invitation.email, name=invitation.name) if invitation else None

    def clean_password(self) -> str:
        """A password like the bearer's own name is refused with the rest."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.bearer)
        return password

    def clean(self) -> None:
        """Both are the same."""
        told = super().clean() or {}
        if "password" in told and told["password"] != told.get("again"):
            self.add_error("again", _("Kedua kata sandi tidak sama; ketik sekali lagi."))


class TrailForm(forms.Form):
    """Which lines of the trail."""

    actor = forms.ChoiceField(label=_("Siapa"), required=False)
    action = forms.ChoiceField(label=_("Perbuatan"), required=False)
    on = forms.CharField(label=_("Terhadap"), required=False, max_length=200)
    since_on = forms.DateField(label=_("Sejak"), required=False, widget=forms.DateInput({"type": "date"}))
    until_on = forms.DateField(label=_("Sampai"), required=False, widget=forms.DateInput({"type": "date"}))
    older_than = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [("", _("Semua")), (CLOCK, _("Sistem")), *names.items()]
        self.fields["actor"].choices = everybody  # type: ignore[attr-defined]
        self.fields["action"].choices = [("", _("Semua")), *deeds.choices()]  # type: ignore[attr-defined]
