"""What do several audiences show alike?"""
