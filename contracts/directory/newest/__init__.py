"""What is new in London: technologies that none is known to run, pilots, and first uses."""
