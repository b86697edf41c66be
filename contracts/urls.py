"""Home, and everything about contracts."""

from django.urls import path

from contracts.directory import home
from contracts.imports import views as imports

app_name = "contracts"
urlpatterns = [
    path("", home.home, name="home"),
    path("contracts/template.xlsx", imports.template, name="template"),
]
