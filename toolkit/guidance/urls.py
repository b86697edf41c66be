"""Addresses of the guidance. Those of stages take any name, so they stand last of all below /toolkit/."""

from typing import Final

from django.urls import URLPattern, path

from toolkit.guidance import views

NAMED: Final[list[URLPattern]] = [
    path("toolkit/", views.toolkit, name="toolkit"),
    path("toolkit/problems/", views.problems, name="problems"),
    path("toolkit/templates/", views.templates, name="templates"),
    path("toolkit/templates/<slug:slug>.<slug:form>", views.template, name="template"),
]
STAGES: Final[list[URLPattern]] = [
    path("toolkit/<slug:slug>/", views.stage, name="stage"),
    path("toolkit/<slug:stage>/<slug:slug>/", views.page, name="page"),
    path("toolkit/<slug:stage>/<slug:slug>/useful/", views.useful, name="useful"),
    path("toolkit/<slug:stage>/<slug:slug>/thank-you/", views.thanked, name="thanked"),
]
