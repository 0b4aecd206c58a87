"""What have we told whom, and what came back?"""
