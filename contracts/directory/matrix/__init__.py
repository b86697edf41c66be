"""Technologies both ways at once: what each authority runs for each function."""
