"""What do the files of a city look like, row by row, dirt included?"""
