"""Open data: what the lists show, as JSON; the API is the only place where programs read it."""
