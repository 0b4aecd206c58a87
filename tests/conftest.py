"""How many examples does Hypothesis try where a test does not say?"""

from hypothesis import settings

# for `make mutants`, where every test runs many hundreds of times
settings.register_profile("mutants", max_examples=10, deadline=None, derandomize=True)
