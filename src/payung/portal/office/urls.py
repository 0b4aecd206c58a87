"""The addresses of what people of every office do alike."""

from django.urls import path

from payung.portal.office import attendance, cases, door, drafts, events, learning, letters, overrides, results, sending

urlpatterns = [
    path("aturan/rak/rancangan/", drafts.drafts, name="shelf_drafts"),
    path("aturan/rak/rancangan/<str:name>/", drafts.draft, name="shelf_draft"),
    path("aturan/rak/rancangan/<str:name>/berkas/", drafts.file, name="shelf_draft_file"),
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
    path("sosialisasi/<int:pk>/pintu/", door.door, name="event_door"),
    path("sosialisasi/<int:pk>/pintu/daftar.json", door.door_list, name="event_door_list"),
    path("sosialisasi/<int:pk>/pintu/kirim/", door.door_send, name="event_door_send"),
    path("sosialisasi/<int:pk>/pintu/pekerja.js", door.door_worker, name="event_door_worker"),
    path("sosialisasi/<int:pk>/kuis/", learning.quiz, name="event_quiz"),
    path("sosialisasi/<int:pk>/kuis/lembar/", learning.sheet, name="event_quiz_sheet"),
    path("sosialisasi/hasil/", results.all_results, name="events_results"),
    path("sosialisasi/<int:pk>/hasil/", results.results, name="event_results"),
    path("sosialisasi/<int:pk>/hadir/", attendance.attendance, name="event_attendance"),
    path("sosialisasi/<int:pk>/hadir/cetak/", attendance.printed, name="event_attendance_print"),
    path("sosialisasi/<int:pk>/hadir/salin/", attendance.paper, name="event_paper"),
    path("sosialisasi/<int:pk>/hadir/sertifikat/", attendance.certificates, name="event_certificates"),
    path("sosialisasi/<int:pk>/hadir/<int:who>/sertifikat/", attendance.certificate, name="event_certificate"),
]
