"""Chance that falls the same way everywhere: a stream of its own for each subject, from one seed."""

import random
from collections.abc import Sequence

# Eight factors, each as likely to halve as to double something in the end.
FACTORS, LEAST, MOST = 8, 0.68, 1.38


class Chances:
    """Draws for one subject. What is drawn for one does not move what is drawn for another."""

    def __init__(self, seed: int, *subject: str) -> None:
        # Invented data needs no secrecy, and a seeded generator is the point.
        self._random = random.Random("/".join([str(seed), *subject]))  # noqa: S311

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def one_of[T](self, several: Sequence[T]) -> T:
        return several[int(self._random.random() * len(several))]

    def weighted[T](self, *several: tuple[T, float]) -> T:
        """One of several, each with its weight."""
        mark = self._random.random() * sum(weight for _, weight in several)
        for value, weight in several:
            mark -= weight
            if mark < 0:
                return value
        return several[-1][0]

    def shuffled[T](self, several: Sequence[T]) -> list[T]:
        return [value for _, _, value in sorted((self._random.random(), i, v) for i, v in enumerate(several))]

    def spread(self) -> float:
        """A factor around 1, skewed as sums of money are.

        The product of several factors is nearly lognormal and, unlike exp(), the same to the last
        bit on every machine.
        """
        product = 1.0
        for _ in range(FACTORS):
            product *= self.between(LEAST, MOST)
        return product


def quotas(weights: Sequence[int], number: int) -> list[int]:
    """Share out a number by weight, so that the shares come out right for small numbers too."""
    total = sum(weights)
    shares = [weight * number // total for weight in weights]
    left = sorted(range(len(weights)), key=lambda i: (-(weights[i] * number % total), i))
    for i in left[: number - sum(shares)]:
        shares[i] += 1
    return shares
