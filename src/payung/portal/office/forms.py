"""What may a person change in the draft of a letter?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.compliance import policies
from payung.rules import remedy

WITH_SERVICE = (remedy.SERVICE_REQUEST, remedy.SERVICE_DECISION)


class LetterForm(forms.Form):
    """The words around the figures; the figures themselves come from the data and are not typed."""

    recipient = forms.CharField(label=_("Yth."), required=False, max_length=300)
    address = forms.CharField(
        label=_("Alamat penerima"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=_("Tempat surat ditulis"), required=False, max_length=100)
    signatory = forms.CharField(
        label=_("Nama penanda tangan"), required=False, max_length=200, help_text=_("Kosong: nama penyusun draf.")
    )
    position = forms.CharField(
        label=_("Jabatan penanda tangan"), required=False, max_length=200, help_text=_("Kosong: nama kantor.")
    )
    nip = forms.CharField(label=_("NIP"), required=False, max_length=30)
    due_on = forms.DateField(
        label=_("Ditindaklanjuti paling lambat"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Kosong: menurut aturan; isi bila kontraknya menyebut hari lain."),
    )  # fmt: skip
    service = forms.CharField(label=_("Layanan yang ditunda"), required=False, max_length=200)
    remarks = forms.CharField(
        label=_("Catatan tambahan"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu baris satu alinea."),
    )  # fmt: skip
    copies = forms.CharField(
        label=_("Tembusan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris satu penerima."),
    )  # fmt: skip

    def __init__(self, told: Any = None, *, step: str, content: dict[str, Any]) -> None:
        super().__init__(told, initial=content)
        self.step = step
        if step not in policies.CONTRACTUAL:
            del self.fields["due_on"]
        if step not in WITH_SERVICE:
            del self.fields["service"]

    def clean_due_on(self) -> dt.date | None:
        """A day that has passed, or on which nobody works, asks for nothing."""
        day: dt.date | None = self.cleaned_data["due_on"]
        told = day.isoformat() if day else None
        if objection := policies.objection_to_day(told, step=self.step, on=timezone.localdate()):
            raise forms.ValidationError(objection)
        return day

    @property
    def content(self) -> dict[str, str]:
        """What the draft says, as it is kept."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else str(value or "").replace("\r\n", "\n").strip()
            for name, value in self.cleaned_data.items()
        }


class DraftForm(forms.Form):
    """The words of a draft."""

    subject = forms.CharField(label=_("Tentang"), max_length=300, widget=forms.Textarea({"rows": 2}))
    body = forms.CharField(
        label=_("Isi"), max_length=20_000, widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
        help_text=_("Isian di antara kurung kurawal, seperti {batas_daftar}, menjadi angka dari ketentuan beserta "
                    "pasalnya. Perubahan di sini tidak disimpan; salin atau unduh hasilnya."),
    )  # fmt: skip
