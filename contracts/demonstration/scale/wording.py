"""The texts of the world's contracts: some fifty words, from the commonest to the rarest."""

import random
from itertools import accumulate, product
from typing import Final

# Each is in the texts of 50 to 80% of contracts, the first the most often. No title has one of them.
WORDS: Final = """
    maintenance training configuration installation migration integration testing documentation
    upgrades monitoring reporting escalation onboarding backups encryption authentication auditing
    archiving retention deletion accessibility usability dashboards workflows templates
    notifications scheduling invoicing reconciliation governance assurance benchmarking consultancy
    workshops translation resilience availability scalability decommissioning localisation
"""
BROAD_WORDS: Final = tuple(WORDS.split())
MOST, LEAST = 0.77, 0.53
SHARES: Final = tuple(
    MOST - (MOST - LEAST) * place / (len(BROAD_WORDS) - 1) for place in range(len(BROAD_WORDS))
)
PHRASES: Final = (
    "single sign on for staff",
    "service level agreement",
    "cyber essentials plus",
    "exit and handover plan",
    "open standards throughout",
    "most advantageous tender",
)
# What sites and projects are called: the nth name is met about 1/n as often as the first.
NAMES: Final = tuple(
    "".join(parts).capitalize()
    for parts in product(
        ("bra", "cor", "dun", "elm", "fen", "gar", "har", "kil", "lod", "mar", "nor", "pel"),
        ("a", "den", "ing", "le", "mi", "ro", "sto", "ver"),
        ("bourne", "croft", "dale", "field", "ford", "ham", "hurst", "ley", "mead", "stow", "ton", "wick"),
    )
)
NAMES_IN_A_TEXT: Final = 6
_WEIGHTS: Final = list(accumulate(1 / (place + 1) for place in range(len(NAMES))))
TEXT: Final = "{product} by {supplier} for {function}, with a {phrase}. It covers {covered}. Sites: {sites}."


def description(chance: random.Random, *, product: str, supplier: str, function: str) -> str:
    """What a contract is for, in some fifty words."""
    covered = [word for word, share in zip(BROAD_WORDS, SHARES, strict=True) if chance.random() < share]
    sites = dict.fromkeys(chance.choices(NAMES, cum_weights=_WEIGHTS, k=NAMES_IN_A_TEXT))
    return TEXT.format(
        product=product,
        supplier=supplier,
        function=function,
        phrase=chance.choice(PHRASES),
        covered=", ".join(covered),
        sites=", ".join(sites),
    )
