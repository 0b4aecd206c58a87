"""The addresses of the firm's pages."""

from django.urls import path

from payung.portal.firm import views

urlpatterns = [
    path("badan-usaha/", views.packages, name="firm_packages"),
    path("badan-usaha/paket/<path:package_id>/", views.package, name="firm_package"),
]
