"""Who gets an account by proving their address, and the code of a sign-in that nobody has an account for."""

from allauth.account.internal.stagekit import clear_login, get_pending_stage, stash_login
from django.http import HttpRequest

from thirty3.registry import JOINING


def may_join(address: str) -> bool:
    """Whether whoever proves this address gets an account, if they have none. Every reason is asked."""
    answers = [reason.may_join(address) for reason in JOINING]
    return any(answers)


def begin_again(request: HttpRequest) -> None:
    """Let go of a sign-in that waits for a code which never comes, as that of an address nobody knew."""
    clear_login(request)


def remember_code(request: HttpRequest, code: str) -> None:
    """Keep the code where the library keeps that of a person, for every address without an account.

    Whether the address may join is asked when the code comes back: asked now, the answer would show.
    """
    stage = get_pending_stage(request)
    if stage is not None:
        stage.state["code"] = code
        stash_login(request, stage.login)
