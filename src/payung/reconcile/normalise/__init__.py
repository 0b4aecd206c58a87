"""What does this cell mean, however it was written?"""
