"""Follow-up of targeted state grants (riktade statsbidrag): parameters and raw files in, board reports out.

Five floors, imports only downwards, and the packages of one floor never import each other:

    4  cli
    3  run
    2  report
    1  read   rules   show
    0  errors findings period money node values agreement choices region tables

Floor 0 holds the words the others speak in. ``tests/test_house.py`` holds the rule.
"""

import sys

__version__ = "0.1.0"

# jsonschema, which altair and papermill bring, would read a grammar of internationalised addresses (IRI) whenever a
# program starts, half of a report's time. No schema here has that format; without the grammar it is left unchecked.
sys.modules.setdefault("rfc3987_syntax", None)
