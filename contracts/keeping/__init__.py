"""Plain forms in which an authority's own people keep its contracts and systems, and say who sees what."""
