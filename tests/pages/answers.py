"""Everything that a visitor can observe of an answer, and of a site."""

from collections.abc import Iterable

from django.test import Client

type Answer = tuple[int, tuple[tuple[str, str], ...], bytes]
# What a server adds to an answer, and the moment of one that nobody may keep.
NOT_COMPARED = frozenset({"Date", "X-Request-Id", "Expires"})


def answer_of(client: Client, address: str) -> Answer:
    """Status, headers but the date, and body."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name not in NOT_COMPARED}
    return response.status_code, tuple(sorted(headers.items())), body


def answers_of(client: Client, addresses: Iterable[str]) -> dict[str, Answer]:
    return {address: answer_of(client, address) for address in addresses}


def different(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """The addresses whose answer moved, with the first place where it did."""
    return [
        f"{address}: {_first(before[address], after[address])}"
        for address in before
        if before[address] != after[address]
    ]


def _first(old: Answer, new: Answer) -> str:
    if old[:2] != new[:2]:
        return f"{old[:2]} / {new[:2]}"
    place = next((n for n, (a, b) in enumerate(zip(old[2], new[2], strict=False)) if a != b), 0)
    start = max(place - 60, 0)
    return f"{old[2][start : place + 60]!r} / {new[2][start : place + 60]!r}"
