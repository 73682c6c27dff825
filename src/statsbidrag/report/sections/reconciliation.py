"""Avstämning och datakvalitet: is every krona of the ledger accounted for, and what is odd.

Owns the figures ``ledger.*`` and ``delivery.*``; the tables ``treatments`` (selected and not selected
rows add up to the ledger), ``control`` (control totals per delivery), ``checks`` and ``findings``; and the vouchers of
the Excel appendix.
"""

from ...base.findings import Finding, Severity
from ...base.numbers import count, kronor, with_unit
from ...base.period import month_name
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.rows import Whole, whole_of
from ...record.figures import Figure, Origin, money, other
from ...record.model import Record
from ...record.tables import Column, LedgerAmount, Row, Table
from ...rules.selection import Treatment
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import grant_years, listed
from ..part import SUMMED, Given, Part
from . import accrual, perspective
from .reconciliation_income import add_received

TITLES = {
    Treatment.COUNTED: "Räknas mot bidraget",
    Treatment.INTERNAL: "På bidragets koder: intern faktura, räknas inte",
    Treatment.OTHER_SIDE: "På bidragets koder: den andra sidans enhet, räknas inte",
    Treatment.OVERHEAD: "På bidragets koder: gemensam kostnad (OH), räknas inte",
    Treatment.VAT_COMPENSATION: "På bidragets koder: momsersättning, räknas inte",
    Treatment.INCOME: "På bidragets koder: intäkt (klass 3), räknas inte",
    Treatment.BALANCE: "På bidragets koder: balanskonto (klass 1–2), räknas inte",
    Treatment.OTHER_CLASS: "På bidragets koder: annan klass, räknas inte",
    Treatment.OUTSIDE_WINDOW: "På bidragets koder: utanför användningstiden, räknas inte",
    Treatment.OTHER_CODE: "På andra koder",
}
# Told only where there are such rows: most regions never meet them.
SELDOM = (Treatment.OTHER_SIDE, Treatment.OVERHEAD, Treatment.VAT_COMPENSATION)
DIMENSIONS = {
    "unit": "Ansvar",
    "object": "Objekt",
    "activity": "Aktivitet",
    "project": "Projekt",
    "product": "Produkt",
    "counterpart": "Motpart",
}
ALWAYS = ("unit", "object", "activity")
NARROW = "uttagen har bara en del av huvudbokens rader"
PARTLY = "Alla rader i uttagen för perioden"
BOOKS = {True: "stängd", False: "öppen", None: None}


def part(facts: Facts, given: Given) -> Part:
    """The section's tables and figures."""
    result = Part(given.figures)
    until, narrow = facts.ledger_checks.rebooked_until, facts.ledger_checks.narrow
    why = NARROW if narrow and until is None else None
    why = why if facts.not_separated is None else "kostnaden är ej särredovisad"
    origin = Origin(rows="chain.cost") if why is None else Origin(unknown=why)
    result.add(other("salary.rebooked_until", until, "text", origin, Status.DECIDED))
    whole = whole_of(facts.ledger.books, facts.period)
    in_all = _whole_ledger(result, facts, whole)
    result.tables = [_control(result, facts), _checks(result, facts, given, until), _findings(given.findings)]
    if facts.not_separated is not None:
        return result
    for treatment in Treatment:
        _treatment(result, facts, treatment, whole)
    result.tables = [_treatments(result, facts, whole, in_all), *result.tables, _vouchers(result, facts)]
    return result


def _whole_ledger(result: Part, facts: Facts, whole: Whole) -> Figure:
    """The sum of the period's rows; they may be millions, so that it is followed to the files that hold them."""
    files = dict.fromkeys(delivery.file for delivery in facts.period_deliveries)
    return result.add_money("ledger.total", whole.ore, files, Status.DECIDED)


def _treatment(result: Part, facts: Facts, treatment: Treatment, whole: Whole) -> None:
    """What became of some rows, with the rows; nearly all are on other codes, and those are the rest of the ledger."""
    key, treatments = f"ledger.{treatment.value}", facts.rows["treatment"]
    if treatment is Treatment.OTHER_CODE:
        rest = " - ".join(["ledger.total", *(f"ledger.{one.value}" for one in Treatment if one is not treatment)])
        ours = int(facts.rows.loc[treatments != treatment.value, "amount_ore"].sum())
        result.add_formula(key, whole.ore - ours, rest, Status.DECIDED)
    else:
        result.add_sum(key, facts.rows[SUMMED][treatments == treatment.value], Status.DECIDED)


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    intro = (
        "Varje rad i huvudboken för perioden är antingen utvald eller inte utvald; summorna nedan är tillsammans "
        "hela huvudboken."
    )
    has_treatments = record.has_table("treatments")
    if has_treatments and (record.table("treatments").total or {})["title"] == PARTLY:
        intro = "Varje rad i uttagen för perioden är antingen utvald eller inte utvald. Hela huvudboken finns inte."
    if not has_treatments:
        intro = "Kostnaden är ej särredovisad, så inga rader i huvudboken är utvalda."
    return [
        paragraph(intro),
        *([table_html(record.table("treatments"))] if has_treatments else []),
        *perspective.show(record),
        table_html(record.table("checks")),
        paragraph(_found(record)),
    ]


def _found(record: Record) -> str:
    """How much there is to look at; what it is stands in the annex."""
    rows = record.table("findings").rows
    marking = sum(row["severity"] == Severity.MARKED.value for row in rows)
    if not rows:
        return "Underlaget har inga fynd. Uttagen och deras kontrollsummor står i bilagan."
    marked = {0: "inget märker någon siffra", 1: "ett märker en siffra"}.get(marking, f"{marking} märker siffror")
    return f"Underlaget har {count(len(rows))} fynd; {marked}. Fynden, uttagen och kontrollsummorna står i bilagan."


def _treatments(result: Part, facts: Facts, whole: Whole, in_all: Figure) -> Table:
    counts = {str(one): int(many) for one, many in facts.rows["treatment"].value_counts().items()}
    counts[Treatment.OTHER_CODE] = 0
    counts[Treatment.OTHER_CODE] = whole.rows - sum(counts.values())
    rows: list[Row] = [
        {
            "title": title,
            "rows": counts.get(treatment.value, 0),
            "ore": result.figures[f"ledger.{treatment.value}"],
            "emphasis": treatment is Treatment.COUNTED,
        }
        for treatment, title in TITLES.items()
        if treatment not in SELDOM or treatment.value in counts
    ]
    columns = [
        Column("title", "Rader i huvudboken"),
        Column("rows", "Antal", "count"),
        Column("ore", "Kronor", "ore", decimals=2),
    ]
    total: Row = {"title": "Hela huvudboken för perioden", "rows": whole.rows, "ore": in_all}
    note = "Kostnader är plus och intäkter minus, som i huvudboken. En hel huvudbok i balans blir noll."
    if facts.ledger_checks.narrow:
        months, total["title"] = listed([month_name(month) for month in facts.ledger_checks.narrow]), PARTLY
        note = f"Kostnader är plus och intäkter minus, som i huvudboken. För {months} finns inte hela huvudboken."
    return Table(
        "treatments",
        f"Utvalda och inte utvalda rader, {facts.period.title}",
        columns,
        rows,
        total=total,
        note=note,
        sheet="Avstämning",
    )


def _control(result: Part, facts: Facts) -> Table:
    rows: list[Row] = []
    for delivery in facts.ledger.deliveries:
        imported = facts.ledger.imports[delivery.id]
        until = delivery.last.replace("-13", " med bokslut")
        key, origin = f"delivery.{delivery.id}", Origin(params=(delivery.file,))
        rows.append(
            {
                "file": delivery.file.rpartition("/")[2],
                "received": delivery.received.isoformat() if delivery.received else None,
                "scope": delivery.first if delivery.first == delivery.last else f"{delivery.first} – {until}",
                "rows": imported.rows,
                "debit": result.add(money(f"{key}.debit", imported.debit_ore, origin, Status.DECIDED)),
                "credit": result.add(money(f"{key}.credit", imported.credit_ore, origin, Status.DECIDED)),
                "verdict": "avstämd" if imported.reconciled else "ej avstämd",
                "books": BOOKS[facts.closed(delivery)],
            }
        )
    columns = [
        Column("file", "Fil"),
        Column("received", "Mottagen", "date"),
        Column("scope", "Omfattning"),
        Column("rows", "Rader", "count"),
        Column("debit", "Debet, kr", "ore", decimals=2),
        Column("credit", "Kredit, kr", "ore", decimals=2),
        Column("verdict", "Kontrollsummor"),
        Column("books", "Perioden"),
    ]
    note = (
        "Avstämd betyder att antal rader, debet, kredit och summa per objekt är lika med de kontrollsummor som "
        "står i filens sidofil. Perioden är öppen när mer fortfarande kunde bokföras i den då filen togs ut."
    )
    return Table("control", "Kontrollsummor per uttag", columns, rows, note=note, sheet="Kontrollsummor")


def _checks(result: Part, facts: Facts, given: Given, until: str | None) -> Table:
    income, received = add_received(result, facts)
    own = facts.parameters.agreement.year
    earlier = facts.earlier_years_paid
    # The ledger tells what came in the year; mottaget of the chain also has what came before and was not used.
    in_year = f" under {own}" if earlier or facts.carried else ""
    of_years = f", av {grant_years(earlier, own)}" if earlier else ""
    left = sum(one.chain.received for one in facts.carried)
    unlike = f"ej känt: {NARROW}" if facts.ledger_checks.narrow else "stämmer inte"
    agree = None if income.ore is None else ("stämmer" if income.ore == received.ore else unlike)
    _, balance = accrual.verdict(facts, given)
    complete = until is not None and until >= facts.period.month_text
    lacks = (
        f"ej känt: {NARROW}"
        if facts.ledger_checks.narrow and until is None
        else f"lön t.o.m. {facts.period.month_name} är inte omförd"
    )
    salary: Row = {
        "title": "Senast omförda lön",
        "found": month_name(until) if until else None,
        "verdict": "komplett" if complete else lacks,
    }
    rows: list[Row] = [
        *([salary] if facts.not_separated is None else []),
        {
            "title": f"Mottaget enligt huvudbokens inkomstkod{in_year}",
            "found": income,
            "verdict": agree or "inkomstkod ej angiven",
        },
        {
            "title": f"Mottaget enligt regionens händelser{in_year}{of_years}",
            "found": received,
            "verdict": f"penningkedjan har också {with_unit(kronor(left, 2), 'kr')} från tidigare år" if left else "–",
        },
        {
            "title": "Periodisering (skuld eller fordran)",
            "found": given.figures["accrual.booked"],
            "verdict": balance,
        },
    ]
    columns = [Column("title", "Kontroll"), Column("found", "Läge"), Column("verdict", "Bedömning")]
    return Table("checks", "Kontroller", columns, rows, sheet="Kontroller")


def _findings(findings: list[Finding]) -> Table:
    order = [Severity.REFUSED, Severity.MARKED, Severity.WARNING, Severity.INFO]
    rows: list[Row] = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "place": f.place or None,
            "message": f.message,
            "remedy": f.remedy,
        }
        for f in sorted(findings, key=lambda one: (order.index(one.severity), one.code, one.file or "", one.row or 0))
    ]
    columns = [
        Column("message", "Fynd"),
        Column("severity", "Verkan"),
        Column("place", "Fil och rad", missing="–"),
        Column("remedy", "Att göra"),
        Column("code", "Kod", "code"),
    ]
    note = f"{count(len(rows))} fynd. Koderna förklaras i docs/fynd.md."
    return Table("findings", "Fynd i underlaget", columns, rows, note=note, sheet="Fynd")


def _vouchers(result: Part, facts: Facts) -> Table:
    choices = facts.parameters.choices
    efforts = [effort.codes for effort in choices.efforts]
    every = [choices.books.cost, *choices.books.components.values(), *efforts]
    chosen_by = {name for codes in every for name in codes}
    # The three that every ledger has, and whatever else the rows are chosen by: without it nobody can check them.
    dimensions = [name for name in DIMENSIONS if name in chosen_by or name in ALWAYS]
    shown = ["period", "closing", "voucher", "row", "account", *dimensions, *SUMMED]
    rows: list[Row] = [
        {
            "period": f"{row['period'][:4]}-13" if row["closing"] else row["period"],
            **{name: row[name] for name in ("voucher", "row", "account", *dimensions)},
            "ore": LedgerAmount(row["import_id"], row["source_row"], row["amount_ore"]),
        }
        for row in facts.shown_vouchers(facts.cost[shown]).to_dict("records")
    ]
    columns = [
        Column("period", "Period", "code"),
        Column("voucher", "Verifikation", "code"),
        Column("row", "Rad", "code"),
        Column("account", "Konto", "code"),
        *(Column(name, DIMENSIONS[name], "code") for name in dimensions),
        Column("ore", "Belopp", "ore", decimals=2),
    ]
    total: Row = {column.key: "" for column in columns}
    total |= {"period": "Summa", "ore": result.known["chain.cost"]}
    return Table("vouchers", "Rader som räknas mot bidraget", columns, rows, total=total, sheet="Verifikationsrader")
