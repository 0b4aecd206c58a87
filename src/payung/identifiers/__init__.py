"""Is this number well formed, and what does it say by itself?

Every kind of number has the same four functions: ``compact`` and ``format`` never raise, ``validate`` raises
a Refusal, ``is_valid`` answers yes or no. No refusal and no warning repeats the number that was given.
"""
