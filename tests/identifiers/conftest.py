"""How patient are the generated tests of identifiers?"""

from hypothesis import settings

# the first call reads tables (phone metadata, regions), which on a busy machine outlasts the usual 200 ms
settings.register_profile("identifiers", deadline=None)
settings.load_profile("identifiers")
