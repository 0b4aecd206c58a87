"""What may somebody write when they bring files in?"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from payung.accounts import queries as accounts
from payung.accounts.actions import CityTold
from payung.accounts.actions.logos import MOST_BYTES
from payung.accounts.terms import GateRule, Part
from payung.projects.actions.boundaries import MOST_BYTES as MOST_BYTES_OF_MAP
from payung.registry.terms import NikPurpose
from payung.regulations.models import Regulation
from payung.regulations.policies import MOST_BYTES as MOST_BYTES_OF_TEXT
from payung.regulations.policies import MOST_DUTIES, TextTold
from payung.regulations.terms import Certainty, TextKind
from payung.rules.shelf import Duty, Obliged, named, shelf


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, each read as one."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file cleaned."""
        listed = data if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(one, initial) for one in listed]


class ImportForm(forms.Form):
    """The files of a check and the day it is made for."""

    uploads = Files(label=_("Berkas ekspor pengadaan, pendaftaran, pembayaran, daftar pekerja, atau satu zip"))
    as_of = forms.DateField(
        label=_("Diperiksa per tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CityForm(forms.Form):
    """The profile of the city: its name and letterhead, who plays which part, and the rules it sets itself."""

    name = forms.CharField(label=_("Nama kota atau kabupaten"), max_length=300)
    letterhead = forms.CharField(
        label=_("Baris kop surat"), required=False, max_length=400, widget=forms.Textarea({"rows": 3}),
        help_text=_("Satu baris untuk setiap baris kop, misalnya: Pemerintah Kota …, lalu nama dinas."),
    )  # fmt: skip
    address = forms.CharField(label=_("Alamat"), required=False, max_length=300, widget=forms.Textarea({"rows": 2}))
    phone = forms.CharField(label=_("Telepon"), required=False, max_length=60)
    email = forms.EmailField(label=_("Surel kantor"), required=False)
    logo = forms.FileField(
        label=_("Logo"), required=False, max_length=200, widget=forms.FileInput({"accept": ".png,.svg"}),
        help_text=_("PNG atau SVG, paling besar 200 KB. Kosongkan bila tidak diganti."),
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Hapus logo yang ada"), required=False)
    warn_days = forms.IntegerField(
        label=_("Peringatan dini"), min_value=1, max_value=99,
        help_text=_("Berapa hari kerja sebelum batas pendaftaran sebuah paket ditandai mendesak."),
    )  # fmt: skip
    gate_rule = forms.ChoiceField(
        label=_("Aturan gerbang pembayaran"), choices=GateRule.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["without_logo"].disabled = not has_logo
        for part in Part:
            self.fields[part.value] = forms.ModelChoiceField(
                queryset=accounts.offices_of_city(), label=part.label, required=False, empty_label=_("belum ditentukan")
            )

    def clean_logo(self) -> bytes | None:
        """The bytes of the picture, one more than it may have at most: what it is, the action looks into."""
        upload = self.cleaned_data["logo"]
        return upload.read(MOST_BYTES + 1) if upload else None

    def told(self) -> CityTold:
        """The profile as it is to be."""
        cleaned = dict(self.cleaned_data)
        parts = {part: cleaned.pop(part.value) for part in Part}
        return CityTold(**cleaned | {"gate_rule": GateRule(cleaned["gate_rule"]), "parts": parts})

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields under the headings of the page."""
        shown = [name for name in self.fields if not self.fields[name].disabled]
        return [(heading, [self[name] for name in names if name in shown]) for heading, names in GROUPS]


GROUPS = (
    (_("Kop surat"), ("name", "letterhead", "address", "phone", "email", "logo", "without_logo")),
    (_("Siapa memegang bagian apa"), tuple(part.value for part in Part)),
    (_("Ambang dan aturan kota"), ("warn_days", "gate_rule")),
)


class MapForm(forms.Form):
    """The boundaries of the districts."""

    boundaries = forms.FileField(
        label=_("Berkas GeoJSON"), max_length=200, widget=forms.FileInput({"accept": ".geojson,.json"}),
        help_text=_("FeatureCollection berisi Polygon atau MultiPolygon dalam bujur dan lintang (WGS 84), "
                    "paling besar 5 MB; salah satu atributnya memuat nama atau kode kecamatan."),
    )  # fmt: skip

    def clean_boundaries(self) -> bytes:
        """The bytes of the file, one more than it may have at most: what it is, the action looks into."""
        content: bytes = self.cleaned_data["boundaries"].read(MOST_BYTES_OF_MAP + 1)
        return content


class NikForm(forms.Form):
    """For what a NIK is opened."""

    purpose = forms.ChoiceField(label=_("Untuk apa?"), choices=NikPurpose.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Urusannya"), max_length=300, widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=_("Misalnya nomor surat atau nama kegiatan. Jangan menulis NIK di sini."),
    )  # fmt: skip


class WordingForm(forms.Form):
    """The words of a kind of letter."""

    subject = forms.CharField(label=_("Hal"), max_length=300, widget=forms.Textarea({"rows": 2}))
    body = forms.CharField(
        label=_("Isi"), max_length=20_000, widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
        help_text=_("Baris kosong memisahkan paragraf. «- » memulai butir, «# » judul, «? » paragraf yang hilang bila "
                    "salah satu faktanya tidak ada. Fakta ditulis di antara kurung kurawal."),
    )  # fmt: skip


class ShelfForm(forms.Form):
    """A text of the city."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=TextKind.choices)
    number = forms.CharField(label=_("Nomor dan tahun"), max_length=80, help_text=_("Misalnya: 12 Tahun 2026."))
    title = forms.CharField(label=_("Tentang"), max_length=300, widget=forms.Textarea({"rows": 2}))
    issuer = forms.CharField(label=_("Penerbit"), max_length=200, help_text=_("Misalnya: Wali Kota …"))
    dated_on = forms.DateField(
        label=_("Ditetapkan"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    in_force_on = forms.DateField(
        label=_("Berlaku sejak"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Kosongkan tanggal yang belum diketahui."),
    )  # fmt: skip
    ended_on = forms.DateField(
        label=_("Berakhir"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Hari terakhir berlaku; kosong bila masih berlaku."),
    )  # fmt: skip
    cites = forms.CharField(
        label=_("Bertumpu pada naskah nasional"), required=False, max_length=600, widget=forms.Textarea({"rows": 2}),
        help_text=_("Misalnya: UU 24/2011; PP 44/2015."),
    )  # fmt: skip
    certainty = forms.ChoiceField(label=_("Kepastian"), choices=Certainty.choices, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Sumber"), required=False, max_length=500, help_text=_("Alamat halaman, atau dari siapa naskahnya.")
    )
    file = forms.FileField(
        label=_("Berkas naskah"), required=False, max_length=200,
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=_("PDF, JPG atau PNG, paling besar 10 MB. Kosongkan bila tidak diganti."),
    )  # fmt: skip

    def __init__(self, told: Any, files: Any, *, held: Regulation | None) -> None:
        super().__init__(told, files, initial=_of_text(held) if held else {"certainty": Certainty.READ.value})

    def clean_cites(self) -> tuple[str, ...]:
        """The keys of the national texts that are named."""
        told: str = self.cleaned_data["cites"]
        unknown = [part.strip() for part in told.replace("\n", ";").split(";") if part.strip() and not named(part)]
        if unknown:
            raise forms.ValidationError(
                _("“%(part)s” belum ada di rak; tulis seperti UU 24/2011; PP 44/2015."),
                params={"part": unknown[0][:60]},
            )
        return tuple(one.key for one in named(told))

    def clean_file(self) -> bytes | None:
        """The bytes of the file, one more than it may have at most: what it is, the action looks into."""
        upload = self.cleaned_data["file"]
        return upload.read(MOST_BYTES_OF_TEXT + 1) if upload else None

    def told(self, duties: tuple[Duty, ...]) -> TextTold:
        """The text as it is to be."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        kinds = {"kind": TextKind(cleaned["kind"]), "certainty": Certainty(cleaned["certainty"])}
        return TextTold(**cleaned | kinds | {"duties": duties})


def _of_text(held: Regulation) -> dict[str, Any]:
    names = ("kind", "number", "title", "issuer", "dated_on", "in_force_on", "ended_on", "certainty", "source")
    cites = "; ".join(shelf()[key].name for key in held.cites if key in shelf())
    return {name: getattr(held, name) for name in names} | {"cites": cites}


class DutyForm(forms.Form):
    """What a text obliges whom to do."""

    siapa = forms.ChoiceField(
        label=_("Siapa"), required=False, choices=[("", "–"), *((one.value, one.label) for one in Obliged)]
    )
    apa = forms.CharField(
        label=_("Harus berbuat apa"), required=False, max_length=400, widget=forms.Textarea({"rows": 2})
    )
    pasal = forms.CharField(label=_("Pasal atau angka"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """Whom and what go together; an empty row is no duty."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("siapa")) != bool(cleaned.get("apa")) or (cleaned.get("pasal") and not cleaned.get("apa")):
            raise forms.ValidationError(_("Isi siapa dan apa yang harus dilakukannya, atau kosongkan keduanya."))
        return cleaned


class _Duties(forms.BaseFormSet):  # type: ignore[type-arg]
    def told(self) -> tuple[Duty, ...]:
        """The duties that were written."""
        rows = [row.cleaned_data for row in self.forms if row.cleaned_data.get("apa")]
        return tuple(Duty(Obliged(row["siapa"]), row["apa"], row["pasal"]) for row in rows)


Duties = forms.formset_factory(DutyForm, formset=_Duties, extra=3, max_num=MOST_DUTIES, validate_max=True)
