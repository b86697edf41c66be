"""Guidance in five stages: its texts, templates and problems, and the pages on which they are read."""
