"""The addresses of the firm's pages."""

from django.urls import path

from payung.portal.firm import events, promises, views

urlpatterns = [
    path("badan-usaha/", views.packages, name="firm_packages"),
    path("badan-usaha/paket/<path:package_id>/", views.package, name="firm_package"),
    path("badan-usaha/temuan/", views.findings, name="firm_findings"),
    path("badan-usaha/temuan/<int:pk>/", views.finding, name="firm_finding"),
    path("badan-usaha/penanganan/", views.cases, name="firm_cases"),
    path("badan-usaha/penanganan/<int:pk>/", views.case, name="firm_case"),
    path("badan-usaha/kantor/", views.office, name="firm_office"),
    path("badan-usaha/undangan/", events.invitations, name="firm_events"),
    path("badan-usaha/lembar/", promises.sheet, name="firm_sheet"),
    path("badan-usaha/lembar/berkas/", promises.sheet_file, name="firm_sheet_file"),
    path("badan-usaha/komitmen/", promises.commitments, name="firm_commitments"),
    path("badan-usaha/komitmen/<int:executor>/", promises.commit, name="firm_commit"),
]
