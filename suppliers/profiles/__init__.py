"""The guided profile: what a supplier says of itself, how it is looked at, and how each claim is known."""
