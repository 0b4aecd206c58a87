"""How did the tables of regulations come to be what they are?"""
