"""What have we told whom, what came back, and did it help?"""
