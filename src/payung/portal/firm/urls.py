"""The addresses of the firm's pages."""

from django.urls import path

from payung.portal.firm import views

urlpatterns = [
    path("badan-usaha/", views.packages, name="firm_packages"),
    path("badan-usaha/paket/<path:package_id>/", views.package, name="firm_package"),
    path("badan-usaha/temuan/", views.findings, name="firm_findings"),
    path("badan-usaha/temuan/<int:pk>/", views.finding, name="firm_finding"),
    path("badan-usaha/kantor/", views.office, name="firm_office"),
]
