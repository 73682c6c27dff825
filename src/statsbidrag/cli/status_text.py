"""What ``statsbidrag status`` tells, as lines to read and as JSON.

Owns both forms. One region is one screen: the last year by month, earlier years a line each, long lists cut with their
number; ``--json`` has all of it.
"""

from collections.abc import Iterator, Sequence

from ..base.findings import Finding
from ..base.period import SHORT_MONTHS, day_text
from ..run.left_out import line_of
from ..run.status.deliveries import LEDGER, Delivered, Held
from ..run.status.due import LATE, Due
from ..run.status.reports import CURRENT, FAILED, MISSING, STALE, UNKNOWN, ReportState
from ..run.status.standing import Standing, period_text

MOST = 8
STATES = {
    CURRENT: "aktuell",
    STALE: "inaktuell: underlaget eller programmet har ändrats",
    FAILED: "misslyckades",
    MISSING: "saknas",
    UNKNOWN: "går inte att avgöra: fel i params/",
}
CLOSED = {True: "stängd", False: "öppen", None: "stängning ej känd"}
ASIDE = "ett uttag räknas inte"


def as_lines(at: Standing) -> Iterator[str]:
    """The screen of one region."""
    yield f"{at.name} ({at.region}), {_when(at)}"
    yield ""
    yield from _months(at.delivered)
    yield from _section("Fel att rätta", at.faults)
    yield from _section("Används inte, eller behöver ses över", [line_of(one) for one in at.left_out])
    yield from _section("Rapporter", list(_reports(at.reports)))
    within = "" if at.within is None else f" inom {at.within} dagar"
    yield from _section(f"Att göra{within}", list(map(_due, at.due)))
    if at.national:
        yield f"Nationella serier i data/raw/riket/: {len(at.national)} filer, som ingen rapport läser än."
        yield ""
    yield "Nästa steg:"
    for number, step in enumerate(at.steps[:MOST], start=1):
        yield f"  {number}. {step.command}  ({step.why})" if step.command else f"  {number}. {step.why}"
    if len(at.steps) > MOST:
        yield f"  och {len(at.steps) - MOST} till"
    if not at.steps:
        yield "  inget: allt är inläst och rapporterna är aktuella"


def as_json(regions: Sequence[Standing]) -> dict[str, object]:
    """The document of ``--json``."""
    return {"regions": [_region(one) for one in regions]}


def _when(at: Standing) -> str:
    if at.on is None:
        return "ingen leverans med känd dag"
    last = at.delivered.last_received
    return f"senaste leverans {day_text(at.on)}" if at.on == last else f"läget {day_text(at.on)}"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}:"
    for line in lines[:MOST]:
        yield f"  {line}"
    if len(lines) > MOST:
        yield f"  och {len(lines) - MOST} till (--json visar alla)"
    yield ""


def _months(told: Delivered) -> Iterator[str]:
    years = sorted({slot[:4] for slot in told.months})
    if not years:
        yield "Inga leveranser."
        yield ""
        return
    for year in years[:-1]:
        yield _year(told, year)
    yield from _table(told, years[-1])
    for files, one, several in (
        (told.replaced, "En fil är helt ersatt av senare.", "{} filer är helt ersatta av senare."),
        (told.withdrawn, "En fil är återkallad.", "{} filer är återkallade."),
    ):
        if files:
            yield one if len(files) == 1 else several.format(len(files))
    yield ""


def _year(told: Delivered, year: str) -> str:
    """An earlier year on one line."""
    slots = {slot: held for slot, held in told.months.items() if slot.startswith(year)}
    ledger = [slot for slot, held in slots.items() if any(one.kind == LEDGER for one in held)]
    months = sum(not slot.endswith("-13") for slot in ledger)
    closing = " och bokslut" if f"{year}-13" in ledger else ""
    held = [one for slot in ledger for one in slots[slot] if one.kind == LEDGER]
    missing = [slot for slot in told.missing if slot.startswith(year)]
    words = [
        f"{year}: huvudbok för {months} av 12 månader{closing}",
        "avstämd" if held and all(one.reconciled for one in held) else "inte helt avstämd",
        *([ASIDE] if any(slot.startswith(year) for slot in told.aside) else []),
        *([f"saknas {', '.join(missing)}"] if missing else []),
    ]
    return ", ".join(words)


def _table(told: Delivered, year: str) -> Iterator[str]:
    """The months of a year: per source the day received, and of a ledger whether it is closed and reconciled."""
    last = max(slot for slot in told.months if slot.startswith(year))
    numbers = range(1, int(last[5:]) + 1)
    sources = [one for one in told.sources if any(_held(told, f"{year}-{n:02d}", one) for n in numbers)]
    rows = [[year, *(source for _, source in sources)]]
    for number in numbers:
        slot = f"{year}-{number:02d}"
        if number == 13 and slot not in told.months:
            continue
        name = "bokslut" if number == 13 else SHORT_MONTHS[number - 1]
        cells = [_cell(_held(told, slot, one), one[0], number) for one in sources]
        if slot in told.aside and sources and sources[0][0] == LEDGER:
            cells[0] += f", {ASIDE}"
        rows.append([name, *cells])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _held(told: Delivered, slot: str, source: tuple[str, str]) -> list[Held]:
    return [one for one in told.months.get(slot, []) if (one.kind, one.source) == source]


def _cell(held: Sequence[Held], kind: str, number: int) -> str:
    if not held:
        return "–" if kind != LEDGER or number == 13 else "saknas"
    return " + ".join(_one(one, kind) for one in held)


def _one(one: Held, kind: str) -> str:
    words = ["okänd dag" if one.received is None else one.received.isoformat()]
    if kind == LEDGER:
        words += [CLOSED[one.closed], "avstämd" if one.reconciled else "ej avstämd" if one.stored else "ej inläst"]
    if one.objects:
        words.append("vissa objekt")
    return ", ".join(words)


def _reports(reports: Sequence[ReportState]) -> Iterator[str]:
    """A line for each period and state."""
    groups: dict[tuple[str, str], list[ReportState]] = {}
    for one in reports:
        groups.setdefault((period_text(one.period), one.state), []).append(one)
    for (period, state), those in groups.items():
        names = ", ".join(
            f"{one.agreement} (som känt {one.as_known})" if one.as_known else one.agreement for one in those
        )
        why = next((f": {one.lines[0]}" for one in those if one.lines), "")
        yield f"{period}  {STATES[state]}: {names}{why}"


def _due(one: Due) -> str:
    receiver = f", till {one.receiver}" if one.receiver else ""
    late = ", dagen har passerat och i params/ står det inte som gjort" if one.state == LATE else ""
    return f"{one.date}  {one.agreement}: {one.what}{receiver}{late}"


def _region(at: Standing) -> dict[str, object]:
    return {
        "region": at.region,
        "name": at.name,
        "on": None if at.on is None else at.on.isoformat(),
        "due_within_days": at.within,
        "months": [{"month": slot, "held": [_told(one) for one in held]} for slot, held in at.delivered.months.items()],
        "aside": at.delivered.aside,
        "missing_months": at.delivered.missing,
        "replaced": at.delivered.replaced,
        "withdrawn": at.delivered.withdrawn,
        "not_stored": at.delivered.not_stored,
        "not_reconciled": at.delivered.not_reconciled,
        "national_series": at.national,
        "faults": at.faults,
        "unused": [_finding(one) for one in at.left_out],
        "reports": [
            {
                "period": str(one.period),
                "agreement": one.agreement,
                "state": one.state,
                "as_known": one.as_known,
                "lines": list(one.lines),
            }
            for one in at.reports
        ],
        "due": [vars(one) for one in at.due],
        "next": [{"command": one.command, "why": one.why} for one in at.steps],
    }


def _told(one: Held) -> dict[str, object]:
    received = None if one.received is None else one.received.isoformat()
    more = {"received": received, "reconciled": one.reconciled, "objects": list(one.objects)}
    return {**vars(one), **more}


def _finding(one: Finding) -> dict[str, object]:
    return {"code": one.code, "file": one.file, "row": one.row, "message": one.message, "remedy": one.remedy}
