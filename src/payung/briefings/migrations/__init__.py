"""How did the tables of briefings come to be what they are?"""
