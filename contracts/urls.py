"""Home, and everything about contracts."""

from django.urls import path

from contracts.directory import contract, downloads, home, results, systems_csv, technologies
from contracts.imports import views as imports
from contracts.insight import downloads as figures
from contracts.insight import views as insight

app_name = "contracts"
urlpatterns = [
    path("", home.home, name="home"),
    path("contracts/", results.contracts, name="contracts"),
    path("contracts.csv", downloads.contracts_csv, name="contracts-csv"),
    path("contracts/template.xlsx", imports.template, name="template"),
    path("technologies/", technologies.technologies, name="technologies"),
    path("technologies.csv", systems_csv.technologies_csv, name="technologies-csv"),
    path("insights/", insight.insights, name="insights"),
    path("insights/<slug:name>.csv", figures.figures_csv, name="figures-csv"),
    path("contracts/<key:key>/", contract.contract, name="contract"),
]
