"""Which texts oblige whom to do what, and from when?"""
