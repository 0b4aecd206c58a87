"""How do city and branch find out which workers they have in common, when neither may keep the other's list?"""
