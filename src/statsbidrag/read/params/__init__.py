"""Parameter files: found, read, typed, checked."""
