"""Who are the executors and the workers, and who speaks for them?"""
