"""Calls: invitations to answer questions by a time, for suppliers or for anyone."""
