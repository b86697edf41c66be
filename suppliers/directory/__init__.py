"""The list of suppliers: what may be asked of it, what it finds, and its files."""
