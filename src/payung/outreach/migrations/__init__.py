"""How did the tables of compliance come to be what they are?"""
