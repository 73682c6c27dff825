"""What ``statsbidrag import`` tells of the files it examined, as lines to read and as JSON.

Owns both forms. Amounts in JSON are kronor with two decimals; severities are the English names of ``findings``.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..base.findings import Severity
from ..base.money import kronor_text
from ..facts import in_place
from ..facts.in_place import InPlace
from ..read.ledger.recognise import Recognised
from ..read.ledger.told import kronor_and_ore, row_count, voucher_count, whole
from ..read.raw.quoting import headings_told
from ..read.store.examination import Examined
from ..show.wording import COLUMN

FORMAT_NAMES = {"sie4e": "SIE 4E", "sie4i": "SIE 4I", "sie3": "SIE 3", "xlsx": "Excel", "csv": "CSV"}
SEPARATORS_TOLD = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
MOST_DIMENSIONS = 20
STORED = ("new", "known")


def as_json(
    examined: Sequence[Examined], find: str | None, placed: Mapping[str, InPlace] = MappingProxyType({})
) -> dict[str, object]:
    """The document of ``--json``; ``found`` is there only where a code was looked for, ``replaces`` only where a file
    replaces, or is added to, others. ``placed`` tells that by file."""
    return {"files": [_file(one, find, placed.get(one.file)) for one in examined]}


def as_lines(one: Examined, find: str | None, placed: InPlace | None = None) -> Iterator[str]:
    """The lines of one file; its refusal is told elsewhere."""
    if one.is_orders:
        yield from _orders(one)
        return
    known = [FORMAT_NAMES.get(one.format or "", ""), one.encoding or ""]
    if one.refusal:
        yield f"{one.file}: {', '.join([*filter(None, known), 'kan inte läsas in'])}"
    else:
        counted = [row_count(one.summary.rows), voucher_count(one.summary.vouchers)]
        yield f"{one.file}: {', '.join([*filter(None, known), *counted])}"
        yield from _sums(one)
    if find is not None:
        yield from _places(one, find)
    for found in one.findings:
        if found.severity is Severity.REFUSED:
            continue
        row = "" if found.row is None else f"rad {found.row}: "
        yield f"  {row}{found.message} ({found.code})"
    if one.separator is not None:
        yield f"  kolumnerna skiljs åt av {SEPARATORS_TOLD[one.separator]}"
    if one.sheet is not None:
        yield f"  blad {one.sheet}"
    if one.seen is not None:
        yield from _recognised(one.seen)
    if one.proposal is not None:
        yield "  förslag till params/regions/<region>.yaml:"
        yield ""
        yield from one.proposal.splitlines()
        yield ""
    if not one.refusal:
        yield f"  {_stored(one)}"
    if placed is not None:
        yield from in_place.lines_of(placed)


def _orders(one: Examined) -> Iterator[str]:
    """The lines of a list of orders."""
    what = "kan inte läsas" if one.refusal else "en beställning" if one.summary.rows == 1 else ""
    yield f"{one.file}: {FORMAT_NAMES[one.format or '']}, {what or f'{whole(one.summary.rows)} beställningar'}"
    if not one.refusal:
        yield f"  summa {kronor_and_ore(one.summary.ore)}"
        if one.summary.periods:
            yield f"  väntade {', '.join(sorted(one.summary.periods))}"
    for found in one.findings:
        if found.severity is not Severity.REFUSED:
            row = "" if found.row is None else f"rad {found.row}: "
            yield f"  {row}{found.message} ({found.code})"
    if not one.refusal:
        yield "  lagras inte: varje körning läser listan som den är"


def _file(one: Examined, find: str | None, placed: InPlace | None) -> dict[str, object]:
    findings = [
        {"code": found.code, "severity": found.severity.name.lower(), "row": found.row, "message": found.message}
        for found in one.findings
    ]
    found = [] if find is None else [_place(place.name, place.ore, place.rows) for place in one.places]
    return {
        "file": one.file,
        "sha256": one.sha256,
        "format": one.format,
        "encoding": one.encoding,
        **one.summary.as_json(),
        "findings": findings,
        "stored": one.state in STORED,
        **({} if find is None else {"found": found}),
        **({} if placed is None else {"replaces": in_place.as_json(placed)}),
    }


def _stored(one: Examined) -> str:
    if one.state in STORED:
        return "lagrad"
    if one.home is None:
        return "inte lagrad: bara filer i regionens mapp under data/raw lagras"
    return "inte lagrad: återkallad i sidofilen" if one.state else "inte lagrad: --dry-run"


def _place(name: str, ore: int, rows: int) -> dict[str, object]:
    return {"in": name, "sum": kronor_text(ore), "rows": rows}


def _sums(one: Examined) -> Iterator[str]:
    summary = one.summary
    yield f"  summa {kronor_and_ore(summary.ore)}"
    for name, ore in sorted(summary.by_account_class.items()):
        yield f"  klass {name or '(utan konto)'}  {kronor_and_ore(ore)}"
    periods = sorted(summary.periods)
    if periods:
        yield f"  perioder {', '.join(periods)}"
    largest = sorted(summary.by_dimension.items(), key=lambda entry: (-entry[1].rows, entry[0]))
    for name, total in largest[:MOST_DIMENSIONS]:
        dimension, _, code = name.partition(":")
        where = f"{COLUMN.get(dimension, f'dimension {dimension}')} {code}"
        yield f"  {where}  {kronor_and_ore(total.ore)}  {row_count(total.rows)}"
    if len(largest) > MOST_DIMENSIONS:
        yield f"  och {whole(len(largest) - MOST_DIMENSIONS)} koder till (--json visar alla)"


def _places(one: Examined, find: str) -> Iterator[str]:
    if not one.places and not one.refusal:
        yield f"  koden {find} finns inte i filen"
    for place in one.places:
        yield f"  koden {find} finns i {place.name}: {row_count(place.rows)}, {kronor_and_ore(place.ore)}"


def _recognised(seen: Recognised) -> Iterator[str]:
    yield f"  rubrikrad {seen.row}, {row_count(seen.rows)} under den"
    for column, heading in seen.columns.items():
        yield f"  {COLUMN[column]}: {heading}"
    if seen.unread:
        yield f"  kolumner som inte känns igen: {headings_told(seen.unread)}"
    for form, count in seen.date_forms.items():
        yield f"  datum som {form}: {whole(count)}"
    if seen.decimal is not None:
        yield f"  decimaltecken: {'komma' if seen.decimal == ',' else 'punkt'}"
    if seen.no_amount:
        yield f"  belopp som inte går att läsa: {whole(seen.no_amount)}"
    for column, count in seen.odd_widths.items():
        yield f"  {COLUMN[column]} med annan bredd än {seen.code_widths[column]} tecken: {whole(count)}"
