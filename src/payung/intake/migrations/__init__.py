"""How did the tables of intake come to be what they are?"""
