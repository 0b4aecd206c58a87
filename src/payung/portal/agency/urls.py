"""The addresses of an agency's pages."""

from django.urls import path

from payung.portal.agency import views

urlpatterns = [
    path("dinas/", views.packages, name="agency_packages"),
    path("dinas/paket/unduh/", views.export, name="agency_packages_export"),
    path("dinas/paket/<path:package_id>/", views.package, name="agency_package"),
    path("dinas/temuan/", views.findings, name="agency_findings"),
    path("dinas/temuan/<int:pk>/", views.finding, name="agency_finding"),
    path("dinas/penanganan/", views.cases, name="agency_cases"),
    path("dinas/penanganan/<int:pk>/", views.case, name="agency_case"),
    path("dinas/gerbang/", views.payment_gate, name="agency_payment_gate"),
]
