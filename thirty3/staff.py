"""The staff site: Django's admin under Thirty3's own name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class StaffSite(AdminSite):
    """The admin, where LOTI's staff import, curate and moderate."""

    site_header = "Thirty3 staff"
    site_title = "Thirty3 staff"
    index_title = "What do you want to do?"


class StaffAdminConfig(AdminConfig):
    default_site = "thirty3.staff.StaffSite"
