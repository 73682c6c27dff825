"""What may be unknown in general but is known here.

Owns that a value a caller has seen to be there is taken as it is or stops the program, and is never guessed.
"""

from typing import TypeVar

Value = TypeVar("Value")


def needed(value: Value | None, what: str) -> Value:
    """The value; TypeError that names ``what`` when there is none after all."""
    if value is None:
        raise TypeError(f"{what} is not known")
    return value
