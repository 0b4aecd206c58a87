"""In which language does a page open? Indonesian, until its reader chooses another.

Many computers of Indonesian offices run in English; what their browser says about languages is therefore not asked.
"""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from payung.portal.phrasebook import told
from payung.refusal import Refusal


class ChosenLanguage(LocaleMiddleware):
    """Activates the language of the cookie that the switch sets."""

    def process_request(self, request: HttpRequest) -> None:
        """Called by Django before the page."""
        translation.activate(chosen(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


def chosen(told: str) -> str:
    """The language told, where we speak it."""
    return told if told in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def tell(refusal: Refusal) -> str:
    """A refusal in the language of the page, also one of the law; a policy's own objection was said in it already."""
    return told(translation.gettext(refusal.sentence).format(**refusal.facts))
