"""Columns of a sheet by letters, as Excel names them, and by number (A is 1, XFD 16 384)."""


def column_number(letters: str) -> int:
    """The number of a column."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
