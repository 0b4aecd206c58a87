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
