"""The dashboard: what the records say of London as a whole, each figure the count of a list."""
