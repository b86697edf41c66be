"""Work that is due again and again, and what it tidies up."""
