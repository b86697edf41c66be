"""The pages about Thirty3 itself: who runs it, what it keeps, what may be done with what it shows."""
