"""How people come to a role at an authority, and how it ends."""
