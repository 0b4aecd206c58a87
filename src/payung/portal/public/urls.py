"""The addresses that anyone may open."""

from django.urls import path

from payung.portal.public import gate, views

urlpatterns = [
    path("surat/<str:code>/", views.verification, name="letter_verification"),
    path("jawab/<str:token>/", views.clarification, name="clarification"),
    path("gerbang/<str:code>/", gate.verification, name="gate_verification"),
]
