"""How does an operator at a terminal, or a machine beside it, ask Payung?"""
