"""The address of the gallery."""

from django.urls import path

from thirty3.design import gallery

app_name = "design"
urlpatterns = [path("", gallery.gallery, name="gallery")]
