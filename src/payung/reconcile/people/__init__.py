"""Which of the workers on a roster are participants, and how many heads on site have a name?"""
