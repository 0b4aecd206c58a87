"""The addresses of the firm's pages."""

from django.urls import path

from payung.portal.firm import views

urlpatterns = [
    path("badan-usaha/", views.packages, name="firm_packages"),
    path("badan-usaha/paket/<path:package_id>/", views.package, name="firm_package"),
    path("badan-usaha/temuan/", views.findings, name="firm_findings"),
    path("badan-usaha/temuan/<int:pk>/", views.finding, name="firm_finding"),
    path("badan-usaha/penanganan/", views.cases, name="firm_cases"),
    path("badan-usaha/penanganan/<int:pk>/", views.case, name="firm_case"),
    path("badan-usaha/kantor/", views.office, name="firm_office"),
]
