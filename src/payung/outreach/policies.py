"""Why may this message not leave now, nor this person say what became of it? A sentence, or None."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.compliance.models import Letter
from payung.compliance.terms import LetterState
from payung.outreach.models import Message
from payung.outreach.terms import BY_PERSON, NEXT, Channel, MessageState
from payung.rules.periods import is_working_day


@dataclass(frozen=True)
class QuietHours:
    """From which hour no message leaves to which hour it may again, local time; over midnight where ``since`` is
    the later. Equal: none."""

    since: int = 20
    until: int = 6

    def hold(self, at: dt.datetime) -> bool:
        """Whether this moment is quiet."""
        hour = timezone.localtime(at).hour
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until


def objection_to_leaving(at: dt.datetime, *, quiet: QuietHours) -> str | None:
    """Nothing leaves by itself in quiet hours, nor on a day that is not a working day."""
    if not is_working_day(timezone.localdate(at)):
        return _("Bukan hari kerja; pesan menunggu hari kerja berikutnya.")
    if quiet.hold(at):
        return _("Jam tenang; pesan menunggu sampai pukul %(hour)02d.00.") % {"hour": quiet.until}
    return None


def objection_to_telling(message: Message) -> str | None:
    """A message whose letter no longer stands, or a reminder whose case has ended, tells something untrue."""
    letter = message.letter
    if letter.state != LetterState.ISSUED:
        return _("Surat ini sudah digantikan sebelum pesannya dikirim.")
    is_reminder = message.step != letter.step
    if is_reminder and letter.case is not None and letter.case.closed_on is not None:
        return _("Penanganan sudah selesai sebelum pengingatnya dikirim.")
    return None


def objection_to_recording(message: Message, *, by: User) -> str | None:
    """What a person sent themself is recorded by the letter's own office, once."""
    if objection := _objection_to_stranger(message.letter, by=by):
        return objection
    if message.channel not in BY_PERSON:
        return _("Surel dikirim oleh Payung sendiri; tidak dicatat dengan tangan.")
    if message.state != MessageState.WAITING:
        return _("Pengiriman ini sudah dicatat.")
    return None


def objection_to_confirming(message: Message, *, by: User) -> str | None:
    """Only what is uncertain is found out."""
    if objection := _objection_to_stranger(message.letter, by=by):
        return objection
    return None if message.state == MessageState.UNCERTAIN else _("Pesan ini tidak menunggu dipastikan.")


def objection_to_sending_again(message: Message, *, by: User) -> str | None:
    """What is uncertain, bounced or failed may be sent again; what waits or is being sent will leave by itself."""
    if objection := _objection_to_stranger(message.letter, by=by) or objection_to_telling(message):
        return objection
    at_work = message.state in (MessageState.SENDING, MessageState.HANDING_OVER)
    if at_work or MessageState.WAITING not in NEXT[MessageState(message.state)] or message.channel != Channel.EMAIL:
        return _("Pesan ini tidak perlu dikirim ulang.")
    return None


def objection_to_queueing(letter: Letter, *, by: User) -> str | None:
    """Only a letter that stands is sent, by the office that issued it."""
    if objection := _objection_to_stranger(letter, by=by):
        return objection
    if letter.state != LetterState.ISSUED:
        return _("Hanya surat yang terbit dan masih berlaku yang dikirim.")
    return None


def objection_to_knowing(letter: Letter, *, by: User) -> str | None:
    """Addresses and telephones are for those who send the letter."""
    return _objection_to_stranger(letter, by=by)


def _objection_to_stranger(letter: Letter, *, by: User) -> str | None:
    if by.may(Permission.WRITE_LETTERS) and by.office_id == letter.office_id:
        return None
    return _("Surat ini bukan surat kantor Anda.")
