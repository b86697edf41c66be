"""Opportunities: what authorities need and buy, for suppliers to find, from the need to the contract."""
