"""The addresses of all pages; each audience lists its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from payung.portal.access import public
from payung.portal.components.entrance import entrance
from payung.portal.demo import demo_login
from payung.portal.styleguide import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance, name="home"),
    path("", include("payung.portal.account.urls")),
    path("", include("payung.portal.city.urls")),
    path("", include("payung.portal.agency.urls")),
    path("", include("payung.portal.branch.urls")),
    path("", include("payung.portal.firm.urls")),
    path("", include("payung.portal.office.urls")),
    path("", include("payung.portal.public.urls")),
    path("bahasa/", public(set_language), name="set_language"),
    path("akun/contoh/", demo_login, name="demo_login"),
    path("gaya/", styleguide, name="styleguide"),
]
