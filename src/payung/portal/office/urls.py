"""The addresses of what people of every office do alike."""

from django.urls import path

from payung.portal.office import cases, events, letters, overrides, sending

urlpatterns = [
    path("penanganan/<int:pk>/langkah/", cases.act, name="case_act"),
    path("penanganan/orang-kedua/<int:pk>/", cases.second, name="case_second"),
    path("pengecualian/", overrides.overrides, name="overrides"),
    path("pengecualian/<int:pk>/", overrides.decide, name="override_decide"),
    path("surat-keluar/", letters.letters, name="letters"),
    path("surat-keluar/<int:pk>/", letters.letter, name="letter"),
    path("surat-keluar/<int:pk>/pratinjau/", letters.preview, name="letter_preview"),
    path("surat-keluar/<int:pk>/berkas/", letters.file, name="letter_file"),
    path("surat-keluar/<int:pk>/tindakan/", letters.act, name="letter_act"),
    path("surat-keluar/<int:pk>/pengiriman/", sending.letter, name="letter_sending"),
    path("pengiriman/", sending.messages_page, name="messages"),
    path("pengiriman/<int:pk>/tindakan/", sending.act, name="message_act"),
    path("pengiriman/<int:pk>/bukti/", sending.proof, name="message_proof"),
    path("sosialisasi/", events.events, name="events"),
    path("sosialisasi/<int:pk>/", events.event, name="event"),
    path("sosialisasi/<int:pk>/undangan/", events.invitees, name="event_invitees"),
]
