"""What work is done, for whom, when, for how much, by whom?"""
