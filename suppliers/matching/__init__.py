"""Which known supplier a name in a file means, where it is not written as it is known."""
