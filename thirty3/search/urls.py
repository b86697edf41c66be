"""Addresses below /search/."""

from django.urls import path

from thirty3.search import views

app_name = "search"
urlpatterns = [
    path("", views.everything, name="everything"),
    path("help/", views.help_by_example, name="help"),
]
