"""Is this number well formed, and what does it say by itself?"""
