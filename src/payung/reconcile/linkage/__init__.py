"""Do this package and this registration describe the same work, how surely, and why?"""
