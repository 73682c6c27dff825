"""Another grant of Jämtland Härjedalen: received each autumn, its unspent money of 2017 deferred and taken back."""

from collections.abc import Iterator

from statsbidrag.base.period import month_end

from .accounts import BANK, DEFERRED_INCOME, OTHER_GRANTS
from .book import Row, Voucher, workday
from .codes import FINANCE

OTHER_GRANT_UNSPENT = 1_284_350_00


def other_grant(year: int) -> Iterator[Voucher]:
    """Another grant's money: received each autumn; what 2017 left is deferred at bokslut and taken back in January."""
    received, text = 8_940_000_00, "Professionsmiljarden, utbetalning"
    yield Voucher(
        "IN",
        workday(year, 11, 14),
        (Row(BANK, FINANCE, received, text), Row(OTHER_GRANTS, FINANCE, -received, text, "9914")),
    )
    if year == 2017:
        text = "Professionsmiljarden 2017, ej förbrukat, till förutbetald intäkt"
        rows = (
            Row(OTHER_GRANTS, FINANCE, OTHER_GRANT_UNSPENT, text, "9914"),
            Row(DEFERRED_INCOME, FINANCE, -OTHER_GRANT_UNSPENT, text),
        )
        yield Voucher("BO", month_end(2017, 12), rows, case="annat-bidrag-periodiserat", closing=True)
    else:
        text = "Professionsmiljarden 2017, återföring av förutbetald intäkt"
        rows = (
            Row(DEFERRED_INCOME, FINANCE, OTHER_GRANT_UNSPENT, text),
            Row(OTHER_GRANTS, FINANCE, -OTHER_GRANT_UNSPENT, text, "9914"),
        )
        yield Voucher("BO", workday(2018, 1, 9), rows, case="annat-bidrag-aterfort")
