"""Who did what, to what, when, and why? Append-only and chained by hash; it knows no other subject."""
