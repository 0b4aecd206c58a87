"""How is the house put together? Imports all, is imported by none."""
