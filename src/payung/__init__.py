"""Who works without protection, by the day, and what is the next lawful step?"""

__version__ = "0.1.0"
