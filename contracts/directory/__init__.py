"""Browsing contracts: home, the list and its downloads, one contract, and what authorities' pages show."""
