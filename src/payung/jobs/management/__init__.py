"""What does ``payung-admin`` run?"""
