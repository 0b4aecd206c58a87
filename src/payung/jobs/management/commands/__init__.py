"""One module for each command of ``payung-admin``."""
