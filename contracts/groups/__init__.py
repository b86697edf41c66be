"""Groups of authorities on one supplier: who uses it, joint asks, answers, ends and sums together."""
