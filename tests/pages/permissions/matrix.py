"""The cells of the matrix: what may come of a method at an address, for somebody."""

from tests.pages.permissions.address import Address
from tests.pages.permissions.asking import Came
from tests.pages.permissions.people import Visitor
from tests.pages.permissions.rules import LED, NO_METHOD, Rule


def rule_of(address: Address, method: str) -> tuple[Rule, frozenset[str]]:
    """The rule for a method, and what comes to those who may."""
    rule = {"get": address.look, "head": address.look, "post": address.send}.get(method)
    if rule is None:
        return address.wrong, frozenset({NO_METHOD})
    if method == "post":
        return rule, frozenset({LED}) if address.deed else address.sent
    return rule, address.shown


def problem(address: Address, method: str, visitor: Visitor, came: Came) -> str:
    """How an answer differs from what the rules say; blank where it does not.

    Whoever looks, or is not let through, has written nothing; whoever may do a deed has.
    """
    rule, through = rule_of(address, method)
    expected = rule.outcome(visitor.stands, through)
    sends = method == "post" and rule.may in visitor.stands and rule is address.send
    told = f"{visitor}: {method.upper()} {address.name}"
    if came.to not in expected:
        return f"{told} came to {came.to}, not to {' or '.join(sorted(expected))}"
    if came.wrote and not sends:
        return f"{told} wrote into {', '.join(sorted(came.wrote))}"
    return f"{told} did nothing" if address.deed and sends and not came.wrote else ""
