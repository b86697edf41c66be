"""Good practice and market intelligence: what authorities learnt, shared where others look."""
