"""The addresses of an agency's pages."""

from django.urls import path

from payung.portal.agency import gate, views

urlpatterns = [
    path("dinas/", views.packages, name="agency_packages"),
    path("dinas/paket/unduh/", views.export, name="agency_packages_export"),
    path("dinas/paket/<path:package_id>/", views.package, name="agency_package"),
    path("dinas/temuan/", views.findings, name="agency_findings"),
    path("dinas/temuan/<int:pk>/", views.finding, name="agency_finding"),
    path("dinas/penanganan/", views.cases, name="agency_cases"),
    path("dinas/penanganan/<int:pk>/", views.case, name="agency_case"),
    path("dinas/gerbang/", gate.payment_gate, name="agency_payment_gate"),
    path("dinas/gerbang/riwayat/", gate.history, name="agency_gate_history"),
    path("dinas/gerbang/catat/", gate.check, name="agency_gate_check"),
    path("dinas/gerbang/bukti/", gate.proof, name="agency_gate_proof"),
    path("dinas/gerbang/pengecualian/", gate.override, name="agency_gate_override"),
    path("dinas/gerbang/<int:pk>/", gate.answer, name="agency_gate_answer"),
    path("dinas/gerbang/<int:pk>/nota/", gate.note, name="agency_gate_note"),
]
