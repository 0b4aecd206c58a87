"""What does somebody write to plan an event?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts import queries as accounts
from payung.briefings.actions import Plan
from payung.regulations import queries as shelf

MOST_LINES = 40
COLUMNS = ("pukul", "acara", "oleh")


class EventForm(forms.Form):
    """When, where, with whom, for how many; the agenda a line each: time, what, by whom."""

    title = forms.CharField(label=_("Judul"), max_length=200)
    about = forms.CharField(
        label=_("Keterangan untuk halaman umum"), required=False, max_length=3000, widget=forms.Textarea({"rows": 3})
    )
    day = forms.DateField(label=_("Hari"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(label=_("Mulai"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Selesai"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    address = forms.CharField(
        label=_("Alamat tempat"), required=False, max_length=600, widget=forms.Textarea({"rows": 2})
    )
    quota = forms.IntegerField(label=_("Kuota"), min_value=1, max_value=20_000, help_text=_("Banyaknya orang."))
    seats_each = forms.IntegerField(
        label=_("Paling banyak orang dari setiap badan usaha"), min_value=1, max_value=50, initial=2
    )
    reply_by = forms.DateField(
        label=_("Hari terakhir menjawab"), required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), help_text=_("Kosong: sampai acara mulai."),
    )  # fmt: skip
    branch = forms.TypedChoiceField(
        label=_("Bersama kantor cabang"), required=False, coerce=int, empty_value=None,
        help_text=_("Petugasnya ikut mengurus daftar, pintu dan hasil acara."),
    )  # fmt: skip
    agenda = forms.CharField(
        label=_("Susunan acara"), required=False, max_length=6000, widget=forms.Textarea({"rows": 6}),
        help_text=_("Satu baris satu acara: pukul | acara | oleh siapa. Contoh: 09.00 | Pembukaan | Kepala Dinas"),
    )  # fmt: skip
    grounds = forms.TypedMultipleChoiceField(
        label=_("Dasar dari rak aturan"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, told: Any = None, *, by: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(told, initial=initial)
        branches = [(one.pk, one.name) for one in accounts.branches() if one.pk != by.office_id]
        texts = [(one.pk, f"{one}: {one.title}") for one in shelf.texts(by=by)]
        self.fields["branch"].choices = [("", _("tanpa kantor cabang")), *branches]  # type: ignore[attr-defined]
        self.fields["grounds"].choices = texts  # type: ignore[attr-defined]
        if not branches:
            del self.fields["branch"]
        if not texts:
            del self.fields["grounds"]

    def clean_agenda(self) -> list[dict[str, str]]:
        """Every line that says anything; a line without strokes is what happens, whenever it does."""
        written = [line for line in self.cleaned_data["agenda"].splitlines() if line.strip(" |")]
        if len(written) > MOST_LINES:
            raise forms.ValidationError(_("Paling banyak %(most)d baris susunan acara."), params={"most": MOST_LINES})
        return [_line(line) for line in written]

    def plan(self) -> Plan:
        """What was written, as the action takes it."""
        told = self.cleaned_data
        return Plan(
            title=told["title"], place=told["place"], starts_at=_at(told["day"], told["starts"]),
            ends_at=_at(told["day"], told["ends"]), quota=told["quota"], seats_each=told["seats_each"],
            about=told["about"], address=told["address"], reply_by=told["reply_by"], agenda=told["agenda"],
            branch=told.get("branch"), grounds=tuple(told.get("grounds") or ()),
        )  # fmt: skip


def _at(day: dt.date, hour: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, hour))


def _line(written: str) -> dict[str, str]:
    parts = [part.strip()[:300] for part in written.split("|", 2)]
    if len(parts) == 1:
        parts = ["", *parts]
    return dict(zip(COLUMNS, [*parts, "", ""], strict=False))


def written(event: Any) -> dict[str, Any]:
    """An event as the form shows it."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    same = ("title", "about", "place", "address", "quota", "seats_each", "reply_by")
    return {name: getattr(event, name) for name in same} | {
        "day": starts.date(), "starts": starts.time(), "ends": ends.time(), "branch": event.branch_id or "",
        "agenda": "\n".join(" | ".join(line.get(name, "") for name in COLUMNS) for line in event.agenda),
        "grounds": [one.pk for one in event.grounds.all()],
    }  # fmt: skip
