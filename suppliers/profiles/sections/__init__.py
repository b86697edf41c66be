"""The sections of a profile, a module each: what is asked, what is kept, what waits for staff."""
