"""What happens to the efforts when the grants end: what each is expected to cost, together, and for how much of it
there is a decision.

Owns the table ``after`` and the figures ``agreement.<id>.effort.<effort>.forecast``, ``after.forecast`` and
``after.decided``.
"""

from collections.abc import Mapping

from ...base.numbers import mnkr, with_unit
from ...base.period import Period
from ...record.figures import Figure, Origin, merged_status, money
from ...record.formulas import total as total_of
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.wording import FINAL, listed
from ..part import Part
from .years import in_mnkr


def after_table(found: Mapping[str, Record], period: Period, record_files: Mapping[str, str], result: Part) -> Table:
    """A row an effort, in the reports' order, with the sum of what is known and how much of it is decided on."""
    rows: list[Row] = [
        {
            "agreement": record.header.short_title,
            "title": row["title"],
            "after": row["after"],
            "decided": row.get("decided"),
            "forecast": _forecast(name, record.figures[f"effort.{row['id']}.forecast"], record_files[name], result),
        }
        for name, record in found.items()
        for row in record.table("efforts").rows
    ]
    columns = [
        Column("title", "Insats"),
        Column("agreement", "Överenskommelse"),
        Column("after", "När bidraget upphör"),
        in_mnkr("forecast", FINAL["forecast"] if period.closing else "Prognos helår"),
    ]
    shown = [record for record in found.values() if record.table("efforts").rows]
    words = {
        "Prognosen": [r.header.short_title for r in shown if r.is_example("chain.forecast")],
        "Vad som händer": [r.header.short_title for r in shown if r.is_example("efforts.on_track")],
    }
    notes = [f"{word} är exempel i {listed(titles)}." for word, titles in words.items() if titles]
    known = [figure for row in rows if isinstance(figure := row["forecast"], Figure) and figure.ore is not None]
    total: Row | None = None
    if known:
        status = merged_status(figure.status for figure in known)
        whole = result.follow("after.forecast", f"known({', '.join(one.key for one in known)})", status)
        total = {"title": "Summa av det som är känt", "forecast": whole}
        # A record from before the efforts told whether it is decided says nothing of it.
        notes[:0] = [] if any(row["decided"] is None for row in rows) else [_decided(rows, known, result)]
    caption = "Vad som händer när bidragen upphör"
    return Table("after", caption, columns, rows, total, " ".join(notes), sheet="När bidragen upphör")


def _decided(rows: list[Row], known: list[Figure], result: Part) -> str:
    """How much of what the efforts cost has a decision on what follows; the figure ``after.decided``."""
    ours = [row["forecast"] for row in rows if row["decided"]]
    decided = [one for one in known if one in ours]
    formula = total_of([one.key for one in decided])
    figure = result.follow("after.decided", formula, merged_status(one.status for one in decided))
    return (
        f"Beslut om fortsättningen finns för {len(ours)} av {len(rows)} insatser, "
        f"{with_unit(mnkr(figure.known_ore), 'mnkr')} av summan."
    )


def _forecast(agreement_id: str, figure: Figure, record_file: str, result: Part) -> Figure:
    """What an effort is expected to cost, as its report's record says."""
    origin = Origin(record=record_file, key=figure.key)
    return result.add(money(f"agreement.{agreement_id}.{figure.key}", figure.ore, origin, figure.status))
