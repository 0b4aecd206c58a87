"""How does each engine read tables that are on disk, and pass a join's rows on in batches?"""
