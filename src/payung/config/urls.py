"""Which address leads to which door?"""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.account.urls")),
    path("akun/dua-langkah/", include("allauth.mfa.urls")),
    path("akun/sesi/", include("allauth.usersessions.urls")),
    path("", include("payung.portal.urls")),
]
