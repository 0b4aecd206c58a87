"""Which protection is in force, from which day to which, and what was paid?"""
