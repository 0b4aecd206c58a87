"""How did the tables of matching come to be what they are?"""
