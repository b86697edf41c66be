"""Guidance, projects and calls: a class or a close family a module."""
