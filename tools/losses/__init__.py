"""Systematic losses: a fictive half year of a ledger in every format, spoilt as exports are, and what is told of it.

``books`` has the year and its deliveries, ``written`` the files, ``kinds`` the losses, ``harmless`` what is none, and
``judged`` what a report says of either. Nothing is rendered and no notebook is run.
"""
