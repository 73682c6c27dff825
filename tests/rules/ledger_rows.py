"""Random store rows, for the rules that choose and group them."""

import datetime as dt

import pandas as pd
from hypothesis import strategies as st

DIMENSIONS = ("account", "unit", "object", "activity", "counterpart")
DAYS = [dt.date(2017, 12, 31), dt.date(2018, 1, 1), dt.date(2018, 6, 15), dt.date(2018, 12, 31), dt.date(2019, 1, 1)]
ONE_ROW = st.fixed_dictionaries(
    {
        "account": st.sampled_from(["1210", "2970", "3519", "4010", "5810", "6510", "6910", "7610", "8010", "", "0"]),
        "unit": st.sampled_from(["2010", "3101", ""]),
        "object": st.sampled_from(["9916", "9916", "9916", "9921", "", "09916"]),
        "activity": st.sampled_from(["01", "02", "1", "99", ""]),
        "counterpart": st.sampled_from(["801", "011", ""]),
        "period": st.sampled_from(["2017-12", "2018-01", "2018-06", "2018-12", "2019-01"]),
        "closing": st.booleans(),
        "date": st.sampled_from(DAYS),
        "amount_ore": st.integers(-(10**12), 10**12),
    }
)
ROWS = st.lists(ONE_ROW, max_size=30)
CODES = st.just({"object": ["9916"]}) | st.dictionaries(
    st.sampled_from(DIMENSIONS),
    st.lists(st.sampled_from(["9916", "9921", "01", "02", "2010", "801", "5810"]), min_size=1, max_size=3),
    max_size=3,
)


def frame(rows: list[dict]) -> pd.DataFrame:
    """Rows as the store gives them."""
    columns = {name: pd.Series([row[name] for row in rows], dtype="str") for name in (*DIMENSIONS, "period")}
    return pd.DataFrame(
        {
            **columns,
            "closing": pd.Series([row["closing"] for row in rows], dtype="bool"),
            "date": pd.Series([pd.Timestamp(row["date"]) for row in rows], dtype="datetime64[us]"),
            "amount_ore": pd.Series([row["amount_ore"] for row in rows], dtype="int64"),
        }
    )


def has_codes(row: dict, codes: dict[str, list[str]]) -> bool:
    """Whether one row has the codes, said plainly."""
    return bool(codes) and all(row[dimension] in codes[dimension] for dimension in codes)
