"""The addresses of what people of every office do alike."""

from django.urls import path

from payung.portal.office import cases, letters

urlpatterns = [
    path("penanganan/<int:pk>/langkah/", cases.act, name="case_act"),
    path("penanganan/orang-kedua/<int:pk>/", cases.second, name="case_second"),
    path("surat-keluar/", letters.letters, name="letters"),
    path("surat-keluar/<int:pk>/", letters.letter, name="letter"),
    path("surat-keluar/<int:pk>/pratinjau/", letters.preview, name="letter_preview"),
    path("surat-keluar/<int:pk>/berkas/", letters.file, name="letter_file"),
    path("surat-keluar/<int:pk>/tindakan/", letters.act, name="letter_act"),
]
