"""Authorities: the map and list, and each one's page."""

from django.urls import path

from boroughs import views

app_name = "boroughs"
urlpatterns = [
    path("", views.boroughs, name="boroughs"),
    path("<slug:slug>/", views.borough, name="borough"),
]
