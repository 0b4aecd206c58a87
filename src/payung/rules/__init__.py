"""What does the law say on this day: which numbers, which amounts, which deadlines?"""
