"""How people come to keep a supplier's profile, and how that ends."""
