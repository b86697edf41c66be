"""Staff look at what was said: a yes, or a no with reasons that puts back what was there before."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from boroughs.permissions import is_staff
from suppliers.members.letters import own_page, write_to
from suppliers.members.permissions import role_of
from suppliers.members.requests import NotPossible
from suppliers.models import ProfileEdit, Supplier
from suppliers.profiles import evidence
from suppliers.profiles.evidence import by_staff
from suppliers.profiles.saying import show
from suppliers.profiles.section import SECTIONS
from thirty3.accounts.models import User

State = ProfileEdit.State


def may_decide(person: User, edit: ProfileEdit) -> bool:
    """Whether somebody decides about this edit: staff, but nobody of the supplier itself."""
    own = edit.user_id == person.pk or role_of(person, edit.supplier) is not None
    return is_staff(person) and not own


@transaction.atomic
def approve(*, edit: ProfileEdit, actor: User) -> ProfileEdit:
    """Say yes. What waited shows from now on; what shows already stays."""
    held = _decidable(edit, actor)
    section, waited = SECTIONS[held.section], held.state == State.WAITING
    _close(held, actor, State.APPROVED, "")
    if waited:
        try:
            with transaction.atomic():
                show(held, section, by_staff(actor, f"Profile: {section.label}, approved"))
        except IntegrityError as clash:
            raise NotPossible("Another record has this already. Refuse this, and say which.") from clash
        _tell(held, "edit-approved", section.label)
    return held


@transaction.atomic
def refuse(*, edit: ProfileEdit, actor: User, reason: str) -> ProfileEdit:
    """Say no. What the edit changed is put back, but for what was changed again since."""
    if not reason.strip():
        raise NotPossible("Enter a reason: the person reads it.")
    held = _decidable(edit, actor)
    shown = held.state == State.SHOWN
    _close(held, actor, State.REFUSED, reason.strip())
    if shown:
        _put_back(held, actor)
    _tell(held, "edit-refused", SECTIONS[held.section].label)
    return held


def _put_back(edit: ProfileEdit, actor: User) -> None:
    section = SECTIONS[edit.section]
    current = section.read(edit.supplier, edit.item)
    stands = {name: old for name, old in edit.before.items() if current[name] == edit.after[name]}
    by = by_staff(actor, f"Profile: {section.label}, refused")
    if stands:
        section.write(edit.supplier, edit.item, {**current, **stands}, by)
    if len(stands) == len(edit.before):
        evidence.put_back(edit.supplier, edit.section, edit.item, edit.known_before, by)
    _forget_in_later(edit)


def _forget_in_later(edit: ProfileEdit) -> None:
    """What was refused must not come back when a later edit of the same fact is refused too."""
    later = ProfileEdit.objects.of_section(edit.supplier, edit.section, edit.item).undecided()
    for other in later.filter(said_at__gte=edit.said_at).exclude(pk=edit.pk):
        refused = [name for name in edit.after if other.before.get(name, _ABSENT) == edit.after[name]]
        if refused:
            other.before |= {name: edit.before[name] for name in refused}
            other.save(update_fields=["before"])


_ABSENT = object()


def _decidable(edit: ProfileEdit, actor: User) -> ProfileEdit:
    """Of two who decide at once, one does; and nothing is said meanwhile."""
    Supplier.objects.select_for_update().get(pk=edit.supplier_id)
    found = ProfileEdit.objects.undecided().select_for_update(of=("self",))
    held = found.select_related("supplier").filter(pk=edit.pk).first()
    if held is None:
        raise NotPossible("Somebody else has decided already, or a later edit replaced this one.")
    if not may_decide(actor, held):
        raise PermissionDenied
    return held


def _close(edit: ProfileEdit, actor: User, state: State, reason: str) -> None:
    edit.state, edit.reason = state, reason
    edit.decided_at, edit.decided_by = timezone.now(), actor
    edit.save()


def _tell(edit: ProfileEdit, letter: str, section: str) -> None:
    if edit.user is not None:
        name = edit.supplier.name
        write_to([edit.user], letter, name, page=own_page(), section=section, reason=edit.reason)
