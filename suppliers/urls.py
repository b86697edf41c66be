"""Suppliers: the list, its downloads, and each one's page; and the page of each technology."""

from django.urls import path

from suppliers import downloads, past, technologies, views

app_name = "suppliers"
urlpatterns = [
    path("suppliers/", views.suppliers, name="suppliers"),
    path("suppliers.csv", downloads.suppliers_csv, name="suppliers-csv"),
    path("suppliers.xlsx", downloads.suppliers_workbook, name="suppliers-workbook"),
    path("suppliers.json", downloads.suppliers_json, name="suppliers-json"),
    path("suppliers/<slug:slug>/", views.supplier, name="supplier"),
    path("technologies/<slug:slug>/", technologies.technology, name="technology"),
    path("suppliers/<slug:slug>/history/", past.supplier_history, name="supplier-history"),
    path("technologies/<slug:slug>/history/", past.technology_history, name="technology-history"),
]
