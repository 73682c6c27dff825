"""Avstämning och datakvalitet: is every krona of the ledger accounted for, and what is odd.

Owns the tables ``treatments`` (selected and not selected rows add up to the ledger), ``control`` (control totals per
delivery), ``checks`` and ``findings``, and the vouchers of the Excel appendix.
"""

from ...base.findings import Finding, Severity
from ...base.numbers import count, kronor, unit
from ...base.period import month_name
from ...facts.gather import Facts
from ...facts.remarks import ledger_income, rebooked_until
from ...record.model import Record, figure, money_figure
from ...record.tables import Column, Table
from ...rules.chain import received as chain_received
from ...rules.selection import Treatment
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import grant_years, marked
from ..part import SUMMED, Part
from . import accrual, perspective

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
BOOKS = {True: "stängd", False: "öppen", None: None}


def part(facts: Facts, found: list[Finding]) -> Part:
    """The section's tables and figures."""
    result = Part()
    until = rebooked_until(facts)
    result.figures["salary.rebooked_until"] = figure(until, "text", {"rows": "chain.cost"}, "decided")
    total = int(facts.rows["amount_ore"].sum())
    result.figures["ledger.total"] = money_figure(total, {"formula": "sum(ledger.*)"}, "decided")
    result.tables = [_control(facts), _checks(facts, until), _findings(found)]
    if facts.not_separated is not None:
        return result
    for treatment in Treatment:
        rows = facts.rows[SUMMED][facts.rows["treatment"] == treatment.value]
        result.add_sum(f"ledger.{treatment.value}", rows, "decided")
    del result.row_sets["ledger.other_code"]
    formula = {"formula": "ledger total of the period less the treatments on the grant's codes"}
    result.figures["ledger.other_code"].origin = formula
    result.tables = [_treatments(facts), *result.tables, _vouchers(facts)]
    return result


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    intro = (
        "Varje rad i huvudboken för perioden är antingen utvald eller inte utvald; summorna nedan är tillsammans "
        "hela huvudboken."
    )
    found = {table.id: table for table in record.tables}
    if "treatments" not in found:
        intro = "Kostnaden är ej särredovisad, så inga rader i huvudboken är utvalda."
    return [
        paragraph(intro),
        *(table_html(found[name]) for name in ("treatments",) if name in found),
        *perspective.show(record),
        *(table_html(found[name]) for name in ("control", "checks", "findings")),
    ]


def _treatments(facts: Facts) -> Table:
    groups = facts.rows.groupby("treatment")["amount_ore"]
    sums, counts = groups.sum(), groups.count()
    rows = [
        {
            "title": title,
            "rows": int(counts.get(treatment.value, 0)),
            "ore": int(sums.get(treatment.value, 0)),
            "emphasis": treatment is Treatment.COUNTED,
        }
        for treatment, title in TITLES.items()
        if treatment not in SELDOM or treatment.value in counts.index
    ]
    columns = [
        Column("title", "Rader i huvudboken"),
        Column("rows", "Antal", "count"),
        Column("ore", "Kronor", "ore", decimals=2),
    ]
    total = {
        "title": "Hela huvudboken för perioden",
        "rows": len(facts.rows),
        "ore": int(facts.rows["amount_ore"].sum()),
    }
    note = "Kostnader är plus och intäkter minus, som i huvudboken. En hel huvudbok i balans blir noll."
    return Table(
        "treatments",
        f"Utvalda och inte utvalda rader, {facts.period.title}",
        columns,
        rows,
        total=total,
        note=note,
        sheet="Avstämning",
    )


def _control(facts: Facts) -> Table:
    rows = []
    for delivery in facts.ledger.deliveries:
        imported = facts.ledger.imports[delivery.id]
        until = delivery.last.replace("-13", " med bokslut")
        rows.append(
            {
                "file": delivery.file.rpartition("/")[2],
                "received": delivery.received.isoformat() if delivery.received else None,
                "scope": delivery.first if delivery.first == delivery.last else f"{delivery.first} – {until}",
                "rows": imported.rows,
                "debit": imported.debit_ore,
                "credit": imported.credit_ore,
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


def _checks(facts: Facts, until: str | None) -> Table:
    income = ledger_income(facts)
    received = chain_received(facts.year_events, facts.period)
    own = facts.parameters.agreement.year
    earlier = facts.earlier_years_paid
    # The ledger tells what came in the year; mottaget of the chain also has what came before and was not used.
    in_year = f" under {own}" if earlier or facts.carried else ""
    of_years = f", av {grant_years(earlier, own)}" if earlier else ""
    left = sum(one.chain.received for one in facts.carried)
    invented = any(event.status == "example" for event in facts.parameters.choices.events if event.kind != "decision")
    income_text = None if income is None else unit(kronor(income, 2), "kr")
    agree = None if income is None else ("stämmer" if income == received else "stämmer inte")
    booked, balance = accrual.verdict(facts)
    complete = until is not None and until >= facts.period.month_text
    salary = {
        "title": "Senast omförda lön",
        "found": month_name(until) if until else None,
        "verdict": "komplett" if complete else f"lön t.o.m. {facts.period.month_name} är inte omförd",
    }
    rows = [
        *([salary] if facts.not_separated is None else []),
        {
            "title": f"Mottaget enligt huvudbokens inkomstkod{in_year}",
            "found": income_text,
            "verdict": agree or "inkomstkod ej angiven",
        },
        {
            "title": f"Mottaget enligt regionens händelser{in_year}{of_years}",
            "found": marked(unit(kronor(received, 2), "kr"), invented),
            "verdict": f"penningkedjan har också {unit(kronor(left, 2), 'kr')} från tidigare år" if left else "–",
        },
        {
            "title": "Periodisering (skuld eller fordran)",
            "found": None if booked is None else unit(kronor(booked, 2), "kr"),
            "verdict": balance,
        },
    ]
    columns = [Column("title", "Kontroll"), Column("found", "Läge"), Column("verdict", "Bedömning")]
    return Table("checks", "Kontroller", columns, rows, sheet="Kontroller")


def _findings(found: list[Finding]) -> Table:
    order = [Severity.REFUSED, Severity.MARKED, Severity.WARNING, Severity.INFO]
    rows = [
        {
            "code": f.code,
            "severity": f.severity.value,
            "place": f.place or None,
            "message": f.message,
            "remedy": f.remedy,
        }
        for f in sorted(found, key=lambda one: (order.index(one.severity), one.code, one.file or "", one.row or 0))
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


def _vouchers(facts: Facts) -> Table:
    choices = facts.parameters.choices
    efforts = [effort.codes for effort in choices.efforts]
    every = [choices.bookkeeping.cost, *choices.bookkeeping.components.values(), *efforts]
    chosen_by = {name for codes in every for name in codes}
    # The three that every ledger has, and whatever else the rows are chosen by: without it nobody can check them.
    dimensions = [name for name in DIMENSIONS if name in chosen_by or name in ALWAYS]
    rows = [
        {
            "period": f"{row.period[:4]}-13" if row.closing else row.period,
            "voucher": row.voucher,
            "row": row.row,
            "account": row.account,
            **{name: getattr(row, name) for name in dimensions},
            "ore": int(row.amount_ore),
        }
        for row in facts.cost.itertuples()
    ]
    columns = [
        Column("period", "Period", "code"),
        Column("voucher", "Verifikation", "code"),
        Column("row", "Rad", "code"),
        Column("account", "Konto", "code"),
        *(Column(name, DIMENSIONS[name], "code") for name in dimensions),
        Column("ore", "Belopp", "ore", decimals=2),
    ]
    total = {column.key: "" for column in columns} | {"period": "Summa", "ore": facts.chain.cost}
    return Table("vouchers", "Rader som räknas mot bidraget", columns, rows, total=total, sheet="Verifikationsrader")
