"""Addresses below /about/."""

from django.urls import path

from thirty3.about import views

app_name = "about"
urlpatterns = [
    path("", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("cookies/", views.cookies, name="cookies"),
    path("licences/", views.licences, name="licences"),
    path("privacy/", views.privacy, name="privacy"),
    path("terms/", views.terms, name="terms"),
]
