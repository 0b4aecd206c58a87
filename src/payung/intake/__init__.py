"""What did which files tell us, and when did we know it?"""
