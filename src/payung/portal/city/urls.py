"""The addresses of the city's pages."""

from django.urls import path

from payung.portal.city.views import cases, changes, findings, home, imports, law, matching, packages, profile, workers

urlpatterns = [
    path("kota/", home.home, name="city_home"),
    path("kota/paket/", packages.packages, name="city_packages"),
    path("kota/paket/unduh/", packages.export, name="city_packages_export"),
    path("kota/paket/simpan/", packages.save_view, name="city_packages_save"),
    path("kota/paket/<path:package_id>/", packages.package, name="city_package"),
    path("kota/pencocokan/", matching.matching, name="city_matching"),
    path("kota/pencocokan/pekerja/", matching.workers, name="city_matching_workers"),
    path("kota/pencocokan/<int:pk>/", matching.judge, name="city_judge"),
    path("kota/pencocokan/pekerja/<int:pk>/", matching.judge_worker, name="city_judge_worker"),
    path("kota/pencocokan/tarik/<int:pk>/", matching.take_back, name="city_take_back"),
    path("kota/pekerja/<int:pk>/nik/", workers.nik, name="worker_nik"),
    path("kota/temuan/", findings.findings, name="city_findings"),
    path("kota/temuan/<int:pk>/", findings.finding, name="city_finding"),
    path("kota/temuan/<int:pk>/nilai/", findings.judge, name="city_judge_finding"),
    path("kota/penanganan/", cases.cases, name="city_cases"),
    path("kota/penanganan/buka/", cases.opening, name="city_cases_open"),
    path("kota/penanganan/klarifikasi/", cases.clarifications, name="city_cases_clarify"),
    path("kota/penanganan/<int:pk>/", cases.case, name="city_case"),
    path("kota/pelaksana/<int:pk>/berkas/", cases.executor_file, name="city_executor_file"),
    path("kota/impor/", imports.imports, name="city_imports"),
    path("kota/impor/<int:pk>/", imports.one_import, name="city_import"),
    path("kota/impor/<int:pk>/mulai/", imports.start, name="city_import_start"),
    path("kota/impor/<int:pk>/batal/", imports.cancel, name="city_import_cancel"),
    path("kota/impor/<int:pk>/berkas/<str:name>", imports.result_file, name="city_import_file"),
    path("kota/impor/perubahan/", changes.changes, name="city_changes"),
    path("kota/impor/perubahan/<int:pk>/", changes.change, name="city_change"),
    path("kota/impor/pemeriksaan/<int:pk>/tarik/", changes.undo, name="city_undo"),
    path("kota/perangkat-daerah/", home.agencies, name="city_agencies"),
    path("kota/pengaturan/", profile.profile, name="city_profile"),
    path("kota/pengaturan/peta/", profile.boundaries, name="city_map"),
    path("kota/pengaturan/peta/hapus/", profile.remove_boundaries, name="city_map_remove"),
    path("kota/pengaturan/logo", profile.logo, name="city_logo"),
    path("aturan/", law.law, name="law"),
]
