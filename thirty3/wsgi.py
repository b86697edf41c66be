"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thirty3.settings")
application = get_wsgi_application()
# Every view is imported before the first visitor comes, who would otherwise wait for it (0.3 s).
get_resolver().url_patterns  # noqa: B018
