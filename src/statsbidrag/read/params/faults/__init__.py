"""What cannot be right in parameter files that hold the keys they should: every check, one package."""
