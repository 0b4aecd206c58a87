"""Why may this person not do this to that person, invitation or role? A sentence, or None."""

from datetime import date

from django.utils.translation import gettext as _

from payung.accounts.models import ApiToken, Invitation, Office, User
from payung.accounts.terms import OFFICE_OF_ROLE, OfficeKind, Permission, Role
from payung.rules.deadlines import PROJECT_REGISTRATION
from payung.rules.parameters import parameter


def objection_to_managing(*, by: User) -> str | None:
    """Who decides on people at all."""
    if not by.may(Permission.MANAGE_PEOPLE):
        return _("Hanya koordinator yang dapat mengatur orang dan perannya.")
    return None


def objection_to_inviting(email: str, *, role: Role, office: Office, by: User) -> str | None:
    """A coordinator invites an address nobody uses yet, to a role that fits the office."""
    if objection := objection_to_managing(by=by) or objection_to_role(role, office=office):
        return objection
    if User.objects.filter(email=email.lower()).exists():
        return _("Alamat surel ini sudah dipakai seorang pengguna; ubah perannya, atau aktifkan kembali.")
    return None


def objection_to_role(role: Role, *, office: Office) -> str | None:
    """A role belongs to one kind of office."""
    if OFFICE_OF_ROLE[role] != office.kind:
        return _("Peran ini bukan untuk kantor jenis itu; pilih peran dan kantor yang sejenis.")
    return None


def objection_to_withdrawing(invitation: Invitation, *, by: User) -> str | None:
    """Only an invitation that still waits can be withdrawn."""
    if objection := objection_to_managing(by=by):
        return objection
    if invitation.accepted_at or invitation.withdrawn_at:
        return _("Undangan ini sudah dipakai atau sudah ditarik.")
    return None


def objection_to_accepting(invitation: Invitation | None, *, on: date) -> str | None:
    """A link works once, for seven days, unless it was withdrawn. Strangers learn no more than that."""
    used = invitation is None or invitation.accepted_at or invitation.withdrawn_at
    if invitation is None or used or invitation.expires_on < on:
        return _("Tautan undangan ini tidak berlaku lagi; mintalah undangan baru kepada koordinator kota.")
    if User.objects.filter(email=invitation.email).exists():
        return _("Alamat surel ini sudah mempunyai akun; silakan masuk.")
    return None


def objection_to_changing_role(user: User, *, role: Role, by: User) -> str | None:
    """Nobody changes their own role; the role fits the office; a coordinator always remains."""
    if objection := objection_to_managing(by=by):
        return objection
    if user.pk == by.pk:
        return _("Tidak seorang pun mengubah perannya sendiri; mintalah koordinator lain.")
    if objection := objection_to_role(role, office=user.office):
        return objection
    return None if role == Role.COORDINATOR else _objection_to_losing(user)


def objection_to_deactivating(user: User, *, by: User) -> str | None:
    """Nobody closes their own account; a coordinator always remains."""
    if objection := objection_to_managing(by=by):
        return objection
    if user.pk == by.pk:
        return _("Tidak seorang pun menonaktifkan dirinya sendiri; mintalah koordinator lain.")
    if not user.is_active:
        return _("Akun ini sudah nonaktif.")
    return _objection_to_losing(user)


def objection_to_reactivating(user: User, *, by: User) -> str | None:
    """A closed account may be opened again."""
    if objection := objection_to_managing(by=by):
        return objection
    return _("Akun ini sudah aktif.") if user.is_active else None


def objection_to_signing_out(user: User, *, by: User) -> str | None:
    """Everybody ends their own sessions; a coordinator those of others."""
    return None if user.pk == by.pk else objection_to_managing(by=by)


def objection_to_token(office: Office, *, by: User) -> str | None:
    """A coordinator gives keys, and only to the city and its agencies: they are who pays."""
    if objection := objection_to_managing(by=by):
        return objection
    if office.kind not in (OfficeKind.CITY, OfficeKind.AGENCY):
        return _("Token hanya untuk kota dan perangkat daerahnya, yang membayar pekerjaan.")
    return None


def objection_to_revoking(token: ApiToken, *, by: User) -> str | None:
    """A key is taken back once."""
    if objection := objection_to_managing(by=by):
        return objection
    return _("Token ini sudah dicabut.") if token.revoked_at else None


def objection_to_changing_city(*, name: str, warn_days: int, on: date, by: User) -> str | None:
    """Only the coordinator; the city keeps a name, and is warned while there are still days left to act."""
    if not by.may(Permission.MANAGE_CITY):
        return _("Hanya koordinator yang dapat mengubah profil kota.")
    if not name.strip():
        return _("Nama kota tidak boleh kosong; tidak ada yang diubah.")
    most = most_warn_days(on)
    if not 1 <= warn_days <= most:
        return _("Peringatan dini harus antara 1 dan %(most)d hari kerja; tidak ada yang diubah.") % {"most": most}
    return None


def most_warn_days(on: date) -> int:
    """The longest warning that still lies within the days the law gives to register a project."""
    return int(parameter(PROJECT_REGISTRATION).at(on).value) - 1


def _objection_to_losing(user: User) -> str | None:
    others = User.objects.filter(role=Role.COORDINATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.COORDINATOR and user.is_active and not others.exists():
        return _("Kota harus selalu mempunyai sekurangnya satu koordinator aktif.")
    return None
