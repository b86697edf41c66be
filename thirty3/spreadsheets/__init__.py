"""Spreadsheets: untrusted ones are read in a bounded child process, ours are written."""
