"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thirty3.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from django.contrib.admin.models import LogEntry

        from thirty3.accounts import sessions
        from thirty3.accounts.models import OpenSession
        from thirty3.registry import HOLDERS, PersonalDataHolder

        sessions.connect()
        for model, what in (
            (Authenticator, "authenticator app and recovery codes"),
            (EmailAddress, "e-mail addresses kept by the sign-in library"),
            (LogEntry, "what a member of staff did in the staff site, as Django's admin lists it"),
        ):
            HOLDERS.register(PersonalDataHolder(model=model, field="user", what=what, keep_row=False))
        HOLDERS.register(
            PersonalDataHolder(
                OpenSession, "user", "where you are signed in", keep_row=False, remove=sessions.end
            )
        )
