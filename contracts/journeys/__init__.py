"""Journeys: the toolkit applied to one purchase, task by task, by an authority's own officers."""
