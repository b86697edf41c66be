"""What runs inside the child process: only the standard library and calamine, never Django."""
