"""Mail that goes out behind a request."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string

from thirty3.accounts.models import User


@task
def send_sign_in_code(email: str, code: str) -> None:
    """Send the code if someone who may sign in has this address; otherwise do nothing."""
    person = User.objects.filter(email=email.lower(), is_active=True).first()
    if person is None:
        return
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    body = render_to_string("account/email/sign_in_code.txt", {"code": code, "minutes": minutes})
    EmailMessage(subject=f"Your sign-in code for {settings.SITE_NAME}", body=body, to=[person.email]).send()
