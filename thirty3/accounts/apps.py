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

        from thirty3.accounts import retention, sessions, traces
        from thirty3.accounts.models import Erasure, OpenSession
        from thirty3.registry import HOLDERS, JOBS, PeriodicJob, PersonalDataHolder

        traces.register()
        for model, what in (
            (Authenticator, "your authenticator app, recovery codes and passkeys"),
            (EmailAddress, "what the sign-in library keeps of your address"),
            (LogEntry, "the staff site’s own list of what you did there"),
        ):
            HOLDERS.register(PersonalDataHolder(model=model, field="user", what=what, keep_row=False))
        HOLDERS.register(
            PersonalDataHolder(
                OpenSession, "user", "where you are signed in", keep_row=False, remove=sessions.end
            )
        )
        HOLDERS.register(PersonalDataHolder(Erasure, "by", "Who erased a text about a person"))
        JOBS.register(PeriodicJob("accounts that nobody uses", retention.retire_all))
        # After the sessions themselves.
        JOBS.register(PeriodicJob("what is left of sessions", sessions.forget_ended, order=10))
