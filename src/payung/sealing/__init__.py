"""How are a person's numbers kept so that only the key opens them?"""
