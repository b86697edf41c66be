"""Documents that people send: known by their content, kept apart, given out as attachments."""
