"""The WSGI entry point that gunicorn serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thirty3.settings")
application = get_wsgi_application()
# A process answers when it is ready: every view is imported and every template read before the first
# visitor comes, who would otherwise wait for it (half a second on the dashboard).
get_resolver().url_patterns  # noqa: B018
TEMPLATES = settings.BASE_DIR / "templates"
for path in sorted(TEMPLATES.rglob("*.html")):
    get_template(str(path.relative_to(TEMPLATES)))
# What stands now stays for as long as the process does: a collector that looks through it again and again,
# in the middle of a page, took a tenth of the time of a list (docs/benchmarks.md).
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
