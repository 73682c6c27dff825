"""The overview's money by kind, each kind for itself: never one sum of what is earned, left or owed.

Owns the figures ``agreement.<id>.kind.<kind>.*`` and ``portfolio.kind.<kind>.*``, and the table ``portfolio_kinds``.
"""

from collections.abc import Mapping

from ...base.states import MoneyKind
from ...record.figures import Figure, Origin, merged_status, money
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...rules.kinds import EARNED, follows
from ...show.kind_words import KIND
from ...show.wording import invented_in, listed, sentence
from ..part import Part
from .years import in_mnkr

NAMES = ("received", "cost", "earned", "outstanding", "unspent")
# What a sum of some reports alone says; what is outstanding is known where what is earned is.
KNOWN = {
    "received": "mottaget känt",
    "cost": "kostnaden känd",
    "earned": "intjänat känt",
    "unspent": "det som är kvar känt",
}


def kinds_table(found: Mapping[str, Record], record_files: Mapping[str, str], result: Part) -> Table:
    """A row a kind: what came, what it cost, what is earned and what is left, of the reports that have such money."""
    kinds: dict[str, list[str]] = {}
    for name, record in found.items():
        for row in record.table("kinds").rows if record.has_table("kinds") else []:
            kinds.setdefault(str(row["kind"]), []).append(name)
    rows = [_row(code, {name: found[name] for name in names}, record_files, result) for code, names in kinds.items()]
    columns = [
        Column("title", "Slag"),
        Column("reports", "I rapporterna"),
        in_mnkr("received", "Mottaget"),
        in_mnkr("cost", "Kostnad"),
        in_mnkr("earned", "Intjänat"),
        in_mnkr("outstanding", "Intjänat, ännu inte mottaget"),
        in_mnkr("unspent", "Mottaget, ej förbrukat"),
    ]
    note = (
        "Slagen läggs inte ihop: av villkorade medel visas vad som är kvar, av prestationsbaserade medel och "
        "styckersättning vad som är intjänat. Av varje slag summeras det som är känt; pengar som är kvar från tidigare "
        "år är med där rapporten bara har ett slag. Där den har flera slag går kostnaden för årets egna pengar inte "
        "att skilja från den som tidigare års pengar betalar, slag för slag."
    )
    note += invented_in(columns, rows)
    return Table("portfolio_kinds", "Slag av pengar i rapporterna", columns, rows, note=note, sheet="Slag")


def _row(code: str, found: dict[str, Record], record_files: Mapping[str, str], result: Part) -> Row:
    kind = MoneyKind(code) if code in list(MoneyKind) else None
    row: Row = {"title": sentence(KIND[kind]), "kind": code}
    partly: list[str] = []
    for name in NAMES:
        if (name in ("earned", "outstanding") and kind not in EARNED) or (
            name == "unspent" and name not in follows(kind)
        ):
            row[name] = ""
            continue
        ours = [_told(agreement, one, code, name, record_files[agreement], result) for agreement, one in found.items()]
        known = [figure for figure in ours if figure.ore is not None]
        formula = f"known({', '.join(figure.key for figure in ours)})"
        status = merged_status(figure.status for figure in known)
        if name in KNOWN and 0 < len(known) < len(ours):
            partly.append(f"{KNOWN[name]} för {len(known)} av {len(ours)}")
        row[name] = result.follow(f"portfolio.kind.{code}.{name}", formula, status)
    if partly:
        row["title"] = f"{row['title']} ({listed(partly)})"
    row["reports"] = listed([one.header.short_title for one in found.values()])
    return row


def _told(agreement: str, record: Record, code: str, name: str, place: str, result: Part) -> Figure:
    figure = record.figures[f"kind.{code}.{name}"]
    key = f"agreement.{agreement}.kind.{code}.{name}"
    origin = Origin(record=place, key=figure.key)
    return result.add(money(key, figure.ore, origin, figure.status, assumed=figure.assumed))
