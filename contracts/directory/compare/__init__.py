"""A few contracts, technologies or authorities side by side, first where they differ."""
