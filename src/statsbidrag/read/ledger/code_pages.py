"""Columns of text in an old code page → the same in UTF-8.

Owns how a column is turned without handling each cell: in a code page every byte is a letter, so that the texts can be
decoded as one and cut where they were. Columns of figures and codes are ASCII, and are not touched.
"""

from functools import cache

import numpy as np
import pyarrow as pa

CODE_PAGES = ("cp1252", "cp437")


def in_utf8(column: pa.Array, code_page: str) -> pa.Array:
    """A column of strings, or a dictionary of them, whose bytes are in a code page.

    Raises UnicodeDecodeError for a byte that the code page does not have.
    """
    if isinstance(column, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(column.indices, in_utf8(column.dictionary, code_page))
    _, offsets, data = column.buffers()
    if data is None:
        return column
    held = np.frombuffer(data, np.uint8)
    if not (held >= 0x80).any():
        return column
    cuts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    letters = held[cuts[0] : cuts[-1]]
    ends = np.concatenate(([0], np.cumsum(_sizes(code_page)[letters], dtype=np.int32)))
    text = letters.tobytes().decode(code_page).encode()
    places = ends[cuts - cuts[0]].astype(np.int32)
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(places), pa.py_buffer(text))


@cache
def _sizes(code_page: str) -> np.ndarray:
    """How many bytes of UTF-8 each byte of a code page becomes; those it does not have, none."""
    letters = [bytes([byte]).decode(code_page, errors="ignore") for byte in range(256)]
    return np.array([len(letter.encode()) for letter in letters], np.uint8)
