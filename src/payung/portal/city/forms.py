"""What may somebody write when they bring files in?"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


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
