"""What bin/run and bin/test do. Standard library alone: it runs before anything is installed."""
