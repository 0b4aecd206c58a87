"""What ought to be covered and is not; what is due; who acts next?"""
