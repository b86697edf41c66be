"""Home, and everything about contracts."""

from django.urls import path

from contracts.directory import contract, downloads, home, results
from contracts.imports import views as imports

app_name = "contracts"
urlpatterns = [
    path("", home.home, name="home"),
    path("contracts/", results.contracts, name="contracts"),
    path("contracts.csv", downloads.contracts_csv, name="contracts-csv"),
    path("contracts/template.xlsx", imports.template, name="template"),
    path("contracts/<key:key>/", contract.contract, name="contract"),
]
