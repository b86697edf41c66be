"""What an authority's own people do with its records: what to do now, and saying that they are still true."""
