"""The way from the top of a parameter file to a key or an entry of a list in it."""

KeyPath = tuple[str | int, ...]
