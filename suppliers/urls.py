"""Suppliers: the list, its download, and each one's page; and the page of each technology."""

from django.urls import path

from suppliers import technologies, views

app_name = "suppliers"
urlpatterns = [
    path("suppliers/", views.suppliers, name="suppliers"),
    path("suppliers.csv", views.suppliers_csv, name="suppliers-csv"),
    path("suppliers/<slug:slug>/", views.supplier, name="supplier"),
    path("technologies/<slug:slug>/", technologies.technology, name="technology"),
]
