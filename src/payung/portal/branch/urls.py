"""The addresses of the branch's pages."""

from django.urls import path

from payung.portal.branch import proofs, views

urlpatterns = [
    path("cabang/", views.packages, name="branch_packages"),
    path("cabang/paket/unduh/", views.export, name="branch_packages_export"),
    path("cabang/paket/<path:package_id>/lunas/", views.statement, name="branch_statement"),
    path("cabang/paket/<path:package_id>/", views.package, name="branch_package"),
    path("cabang/temuan/", views.findings, name="branch_findings"),
    path("cabang/temuan/<int:pk>/", views.finding, name="branch_finding"),
    path("cabang/penanganan/", views.cases, name="branch_cases"),
    path("cabang/penanganan/<int:pk>/", views.case, name="branch_case"),
    path("cabang/bukti/", proofs.proofs, name="branch_proofs"),
    path("cabang/bukti/<int:pk>/", proofs.decide, name="branch_proof"),
]
