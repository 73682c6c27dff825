"""Columns of text in an old code page → the same in UTF-8.

Owns how a column is turned without handling each cell: in a code page every byte is a letter, so that the texts can be
decoded as one and cut where they were. Columns of figures and codes are ASCII, and are not touched.
"""

from functools import cache

import numpy as np
import pyarrow as pa


def in_utf8(column: pa.Array, code_page: str) -> pa.Array:
    """A column of strings, or a dictionary of them, whose bytes are in a code page.

    Raises UnicodeDecodeError for a byte that the code page does not have.
    """
    if isinstance(column, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(column.indices, in_utf8(column.dictionary, code_page))
    _, offsets, data = column.buffers()
    if data is None:
        return column
    cuts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    letters = np.frombuffer(data, np.uint8)[cuts[0] : cuts[-1]]
    beyond_ascii = np.flatnonzero(letters >= 0x80)
    if not len(beyond_ascii):
        return column
    text = letters.tobytes().decode(code_page).encode()
    # Every cut moves by the bytes that the letters before it have become more.
    moved = np.concatenate(([0], np.cumsum(_more_bytes(code_page)[letters[beyond_ascii]])))
    before = cuts - cuts[0]
    places = (before + moved[np.searchsorted(beyond_ascii, before)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(places), pa.py_buffer(text))


@cache
def _more_bytes(code_page: str) -> np.ndarray:
    """How many bytes more each byte of a code page becomes in UTF-8. Those it does not have are never asked for."""
    letters = [bytes([byte]).decode(code_page, errors="replace") for byte in range(256)]
    return np.array([len(letter.encode()) - 1 for letter in letters], np.int64)
