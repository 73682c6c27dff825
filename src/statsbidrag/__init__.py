"""Follow-up of targeted state grants (riktade statsbidrag): parameters and raw files in, board reports out.

Seven floors, imports only downwards, and the packages of one floor never import each other:

    6  cli
    5  run
    4  report   register
    3  facts
    2  read   rules   show
    1  model  record
    0  base

``tests/test_house.py`` holds the rule.
"""

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

# jsonschema, which altair and papermill bring, would read a grammar of internationalised addresses (IRI) whenever a
# program starts, half of a report's time. No schema here has that format; without the grammar it is left unchecked.
sys.modules.setdefault("rfc3987_syntax", ModuleType("rfc3987_syntax"))

# The notebooks' way in. Loaded when it is asked for, so that the command line's check stays quick.
_WAYS_IN = ("open_overview", "open_report")
__all__ = ["__version__", *_WAYS_IN]


def __getattr__(name: str) -> object:
    if name in _WAYS_IN:
        return getattr(import_module(".report.notebook", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
