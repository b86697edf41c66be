"""The toolkit: guidance, procedures and notices, projects, and calls for answers."""

from django.urls import URLPattern

app_name = "toolkit"
urlpatterns: list[URLPattern] = []
