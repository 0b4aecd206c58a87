"""What stands on paper? A letter as dataclasses in, the bytes of a PDF/A out; no Django, no network."""
