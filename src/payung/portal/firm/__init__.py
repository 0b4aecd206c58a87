"""The pages of a firm."""
