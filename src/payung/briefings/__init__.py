"""Who was invited and who came, what did they understand and promise, and did it help?"""
