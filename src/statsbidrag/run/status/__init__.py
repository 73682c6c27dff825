"""Where a region stands: what has been delivered, what is made, what is due, and what to do next.

Nothing here opens the rows of a ledger or starts a kernel, and nothing here fails for a broken file: it says which.
"""
