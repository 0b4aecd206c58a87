"""The addresses that anyone may open."""

from django.urls import path

from payung.portal.public import certificates, events, gate, learning, promises, replies, shelf, views

urlpatterns = [
    path("aturan/rak/", shelf.texts, name="shelf"),
    path("aturan/rak/nasional/<str:key>/", shelf.instrument, name="shelf_instrument"),
    path("aturan/rak/kota/<int:pk>/", shelf.text, name="shelf_text"),
    path("aturan/rak/kota/<int:pk>/berkas/", shelf.file, name="shelf_file"),
    path("surat/<str:code>/", views.verification, name="letter_verification"),
    path("jawab/<str:token>/", views.clarification, name="clarification"),
    path("gerbang/<str:code>/", gate.verification, name="gate_verification"),
    path("acara/", events.events, name="events_public"),
    path("acara/<str:code>/", events.event, name="event_page"),
    path("acara/<str:code>/kalender/", events.calendar, name="event_calendar"),
    path("acara/<str:code>/materi/<int:pk>/", events.material, name="event_material"),
    path("undangan-acara/<str:key>/", replies.invitation, name="invitation"),
    path("undangan-acara/<str:key>/surat/", replies.letter, name="invitation_letter"),
    path("acara/<str:code>/masuk/", learning.enter, name="participant_enter"),
    path("peserta/<str:key>/", learning.page, name="participant_page"),
    path("peserta/<str:key>/kuis/<str:phase>/", learning.sitting, name="participant_quiz"),
    path("peserta/<str:key>/kesan/", learning.feelings, name="participant_feelings"),
    path("sertifikat/<str:event>/<str:code>/", certificates.verification, name="certificate_verification"),
    path("peserta/<str:key>/sertifikat/", certificates.certificate, name="certificate"),
    path("undangan-acara/<str:key>/lembar/", promises.sheet, name="reply_sheet"),
    path("undangan-acara/<str:key>/lembar/berkas/", promises.sheet_file, name="reply_sheet_file"),
    path("undangan-acara/<str:key>/komitmen/", promises.commit, name="reply_commit"),
    path("undangan-acara/<str:key>/komitmen/formulir/", promises.form, name="reply_form"),
    path("undangan-acara/<str:key>/komitmen/salinan/", promises.copy, name="reply_copy"),
]
