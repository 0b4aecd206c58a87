"""Which address leads to which door?"""

from django.urls import include, path

from payung.api.v1 import api
from payung.portal.account.lockout import SignIn
from payung.portal.account.people import own_address

urlpatterns = [
    path("", include("payung.portal.health")),
    # before allauth's own: guesses are counted, and an address is a coordinator's to change
    path("akun/login/", SignIn.as_view(), name="account_login"),
    path("akun/email/", own_address, name="account_email"),
    path("akun/", include("allauth.account.urls")),
    path("akun/dua-langkah/", include("allauth.mfa.urls")),
    path("akun/sesi/", include("allauth.usersessions.urls")),
    path("api/v1/", api.urls),
    path("", include("payung.portal.urls")),
]
