"""How did the tables of audit come to be what they are?"""
