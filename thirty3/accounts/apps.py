"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thirty3.accounts"
    label = "accounts"
    verbose_name = "People"
