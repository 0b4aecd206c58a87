"""What do machines ask of the house, and how are they answered?"""
