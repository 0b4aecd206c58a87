"""The addresses that anyone may open."""

from django.urls import path

from payung.portal.public import events, gate, views

urlpatterns = [
    path("surat/<str:code>/", views.verification, name="letter_verification"),
    path("jawab/<str:token>/", views.clarification, name="clarification"),
    path("gerbang/<str:code>/", gate.verification, name="gate_verification"),
    path("acara/", events.events, name="events_public"),
    path("acara/<str:code>/", events.event, name="event_page"),
]
