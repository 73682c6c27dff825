"""Every check of parameter files.

Owns where refusal ends and finding begins. A *refusal* (``ParameterError``, exit code 2) is for a file that cannot be
right: it says two things of one, names what does not exist, lies where nothing reads it, or tells what no rule could
reckon with. ``check`` tells all of them, and a run in whose scope one lies makes nothing. A *finding* is for what may
be right but somebody should look at (an amount that differs from another source's, a budget that is not all of the
grant); the report is made, and it stands in ``facts/remarks.py`` where it needs rows or rules beside the file, else in
``facts/implausible.py``, which ``check`` tells too. Everything in this package is a refusal. The form of a file (keys,
types, YAML) is refused by ``strict_yaml`` and the models.
"""
