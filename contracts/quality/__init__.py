"""Problems that somebody reported, and records that are on hold while they are checked."""
