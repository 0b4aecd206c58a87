"""How did the tables of registry come to be what they are?"""
