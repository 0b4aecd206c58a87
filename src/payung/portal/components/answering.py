"""What does an executor answer to a request for clarification?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.compliance.terms import AnswerKind


class AnswerForm(forms.Form):
    """One choice, and what proves it; a registration is named by its number and its branch."""

    kind = forms.ChoiceField(label=_("Keadaan pekerjaan ini"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    registration = forms.CharField(label=_("Nomor kepesertaan proyek"), required=False, max_length=60)
    branch = forms.CharField(label=_("Kantor cabang tempat mendaftar"), required=False, max_length=200)
    under_name = forms.CharField(label=_("Atas nama siapa didaftarkan"), required=False, max_length=300)
    text = forms.CharField(
        label=_("Penjelasan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, str]:
        """Registered elsewhere: then the number is needed, without which nobody can look it up."""
        told: dict[str, str] = super().clean() or {}
        registered = told.get("kind") in (AnswerKind.OTHER_BRANCH, AnswerKind.OTHER_NAME)
        if registered and not told.get("registration", "").strip():
            self.add_error("registration", _("Tulis nomor kepesertaannya agar cabang dapat memeriksanya."))
        if told.get("kind") == AnswerKind.OTHER and not told.get("text", "").strip():
            self.add_error("text", _("Tulis penjelasannya."))
        return told
