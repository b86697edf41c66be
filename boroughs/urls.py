"""Authorities: the map and list, and each one's page; and what they do: service areas and functions."""

from django.urls import path

from boroughs import services, views

app_name = "boroughs"
urlpatterns = [
    path("boroughs/", views.boroughs, name="boroughs"),
    path("boroughs/<slug:slug>/", views.borough, name="borough"),
    path("services/", services.services, name="services"),
    path("services/<slug:slug>/", services.area, name="area"),
    path("services/<slug:area>/<slug:slug>/", services.function, name="function"),
]
