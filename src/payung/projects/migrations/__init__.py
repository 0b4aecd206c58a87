"""How did the tables of projects come to be what they are?"""
