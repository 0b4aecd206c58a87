"""Who is using the system, in which role, and for which office?"""
