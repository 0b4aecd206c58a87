"""What may anyone see: whether a letter still stands; and where does an executor answer without an account?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.compliance import actions, queries
from payung.portal.access import public
from payung.portal.components.answering import answer_form, answered, refused
from payung.portal.language import tell
from payung.refusal import Refusal


@public
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What was issued under this code, and whether it still stands; no name of a person."""
    letter = queries.letter_of_code(code)
    if letter is None or letter.issued_on is None:
        return render(request, "public/unknown_letter.html", {"code": code}, status=404)
    context = {
        "letter": letter, "step": queries.step_of(letter), "seals": queries.seals_of(letter),
        "successor": letter.superseded_by.filter(number__isnull=False).first(),
    }  # fmt: skip
    return render(request, "public/letter.html", context)


@public
@never_cache
def clarification(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of a request for clarification: the package, the question, the answer."""
    asked = queries.clarification_of(token)
    if asked is None or asked.letter.case is None:
        raise Http404
    form = answer_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(token, **answered(form))
        except Refusal as refusal:
            refused(form, tell(refusal))
        else:
            messages.success(request, _("Jawaban diterima. Terima kasih; petugas akan membacanya."))
            return redirect("clarification", token=token)
    context = {
        "asked": asked, "letter": asked.letter, "facts": queries.facts_of_case(asked.letter.case), "form": form,
        "is_late": timezone.localdate() > asked.answer_by,
    }  # fmt: skip
    return render(request, "public/clarification.html", context)
