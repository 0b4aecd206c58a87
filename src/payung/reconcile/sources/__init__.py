"""What is in this folder, and which export or list is each file?"""
