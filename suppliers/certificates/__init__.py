"""Certificates of suppliers: what everyone reads of them, checking with the issuer, and reminders."""
