"""Which firm is which: two that are one, one that is two, who owns whom and since when."""
