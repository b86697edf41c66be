"""Forgetting a spelling that was taken for the wrong supplier or product, with what it decided."""
