"""Two records that turn out to be one: what a merge moves, its undo, and where old addresses lead."""
