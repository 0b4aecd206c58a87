"""How did the tables of coverage come to be what they are?"""
