"""Mail that goes out behind a request."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string

from thirty3.accounts.joining import may_join
from thirty3.accounts.models import User


@task
def send_sign_in_code(email: str, code: str) -> None:
    """Send the code if someone who may sign in has this address, or who may join; otherwise do nothing."""
    address = email.strip().lower()
    person = User.objects.filter(email=address).first()
    if not (person.is_active if person else may_join(address)):
        return
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    body = render_to_string("account/email/sign_in_code.txt", {"code": code, "minutes": minutes})
    EmailMessage(subject=f"Your sign-in code for {settings.SITE_NAME}", body=body, to=[address]).send()


# Letters that say what was done to an account, each with its subject and a template of its name.
LETTERS = {
    "second_factor_reset": "Your authenticator app was reset",
    "delete_code": "Your code to delete your account",
    "unused_account": "Your account is about to be deleted",
}


@task
def write_to(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Write to a person, if they are still there. The address is looked up only now."""
    person = User.objects.filter(pk=person_id).first()
    if person is not None:
        send_letter(person, letter, **facts)


def send_letter(person: User, letter: str, **facts: str) -> None:
    """Send one of the letters at once: for what already runs behind a request."""
    subject = f"{LETTERS[letter]}: {settings.SITE_NAME}"
    body = render_to_string(f"account/email/{letter}.txt", {**facts, "site_name": settings.SITE_NAME})
    EmailMessage(subject=subject, body=body, to=[person.email]).send()
