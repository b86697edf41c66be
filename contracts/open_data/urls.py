"""The API, apart from the pages' addresses: its names are its own."""

from django.urls import path

from contracts.open_data.api import api

urlpatterns = [path("api/v1/", api.urls)]
