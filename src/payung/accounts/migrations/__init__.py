"""How did the tables of accounts come to be what they are?"""
