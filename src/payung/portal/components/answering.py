"""What does an executor answer to a request for clarification, and which papers come with it?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.compliance.actions import Brought
from payung.compliance.terms import LARGEST_FILE, MOST_FILES, REGISTERED, AnswerKind
from payung.paper import paper_kind

ACCEPTED = ".pdf,.png,.jpg,.jpeg"
CHOOSE_AGAIN = _("Pilih lagi lampirannya: peramban tidak menyimpan berkas dari kiriman yang ditolak.")


class SeveralFiles(forms.FileInput):
    """An input for more than one file."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Certificates and receipts: each small enough, and a PDF or a picture by what it holds, not by its name."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> Sequence[Brought]:
        """The files with their bytes; nothing is read beyond the largest size."""
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Paling banyak %(n)s lampiran.") % {"n": MOST_FILES})
        return [self._one(file) for file in files]

    def _one(self, file: Any) -> Brought:
        content = file.read(LARGEST_FILE + 1)
        if paper_kind(content, most=LARGEST_FILE) is None:
            said = _("“%(name)s” bukan PDF, PNG atau JPG, atau lebih besar dari 5 MB. Tidak ada yang tersimpan.")
            raise forms.ValidationError(said % {"name": file.name[:80]})
        return Brought(file.name, content)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AnswerForm(forms.Form):
    """One choice, and what proves it; a registration is named by its number and its branch."""

    kind = forms.ChoiceField(label=_("Keadaan pekerjaan ini"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    registration = forms.CharField(label=_("Nomor kepesertaan proyek"), required=False, max_length=60)
    branch = forms.CharField(label=_("Kantor cabang tempat mendaftar"), required=False, max_length=200)
    under_name = forms.CharField(label=_("Atas nama siapa didaftarkan"), required=False, max_length=300)
    paid_on = _day(_("Tanggal iuran pertamanya dibayar"))
    register_on = _day(_("Kapan akan didaftarkan"))
    text = forms.CharField(
        label=_("Penjelasan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    papers = PapersField(
        label=_("Lampiran: sertifikat kepesertaan atau bukti bayar"), required=False,
        help_text=_("PDF, PNG atau JPG; paling banyak 5 berkas, masing-masing paling besar 5 MB."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Registered: then the number is needed, without which nobody can look it up; days must be possible."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") in REGISTERED and not told.get("registration", "").strip():
            self.add_error("registration", _("Tulis nomor kepesertaannya agar cabang dapat memeriksanya."))
        if told.get("kind") == AnswerKind.OTHER and not told.get("text", "").strip():
            self.add_error("text", _("Tulis penjelasannya."))
        self._check_days(told)
        if self.errors and told.get("papers"):
            self.add_error("papers", CHOOSE_AGAIN)
        return told

    def _check_days(self, told: dict[str, Any]) -> None:
        today: dt.date = timezone.localdate()
        if (paid := told.get("paid_on")) and paid > today:
            self.add_error("paid_on", _("Tanggal bayar tidak boleh di masa depan."))
        if (planned := told.get("register_on")) and planned < today:
            self.add_error("register_on", _("Isi hari ini atau hari sesudahnya."))


def answer_form(request: HttpRequest) -> AnswerForm:
    """The form as it was sent; empty where nothing was."""
    return AnswerForm(request.POST, request.FILES) if request.method == "POST" else AnswerForm()


def answered(form: AnswerForm) -> dict[str, Any]:
    """What a whole form says, as the action of answering takes it."""
    told = dict(form.cleaned_data)
    return {"kind": AnswerKind(told.pop("kind")), "files": told.pop("papers"), "told": told}


def refused(form: AnswerForm, sentence: str) -> None:
    """Show an answer again that was refused, with all that was typed and why."""
    form.add_error(None, sentence)
    if form.cleaned_data.get("papers"):
        form.add_error("papers", CHOOSE_AGAIN)
