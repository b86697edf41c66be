"""Builds a world that the browser visits: empty, ordinary, or with every value at its longest. A program.

`python -m tests.browser.world STATE PAGES.json` fills the database of the settings and writes the addresses
of what it made, and the session cookies of those who are signed in. The empty world is where the others
start from.
"""
