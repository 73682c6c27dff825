"""The README of a region's folder, in Swedish: its files, what each agreement costs, and where each case stands."""

from collections.abc import Sequence

from statsbidrag.model.region import Region

from . import orders
from .book import Voucher
from .grants import Grant
from .readme import kronor_told
from .regions import DELIVERIES, BookedYear, corrected_month

FORMATS = {
    "blekinge": "CSV med semikolon och decimalkomma, cp1252",
    "norrbotten": "CSV med komma och decimalpunkt, UTF-8",
    "vastra-gotaland": "SIE 4E; varje fil är ackumulerad från januari och bokslutet daterat den 31 december",
    "halland": "CSV med semikolon och decimalkomma, UTF-8",
}
CASES = (
    ("utbetalning", "Utbetalning av bidraget"),
    ("aterfort", "Förra årets skuld eller fordran återförd i januari"),
    ("lon-sent", "Omförd lön, en månad sent"),
    ("vidarebetalt", "Vidarebetalt till kommun, annan region eller privat vårdgivare"),
    ("internfaktura", "Internfaktura mellan egna enheter; elimineras för koncernen"),
    ("sen-bokforing", "Leverantörsfaktura bokförd månaden efter"),
    ("for-hogt", "Leverantörsfaktura med för högt belopp"),
    ("kreditfaktura", "Kreditfaktura för den"),
    ("utan-koder", "Kostnad som först bokfördes utan bidragets koder"),
    ("omford-kostnad", "Rättelsen: samma kostnad omförd till bidraget"),
    ("inventarie", "Inköp som först bokfördes på balanskonto på bidragets koder"),
    ("inventarie-rattad", "Rättelsen: samma inköp flyttat till kostnad"),
    ("saknar-kostnadsslag", "Konto 6910, som inget kostnadsslag har"),
    ("utan-aktivitet", "Kostnad på bidraget utan aktivitet"),
    ("okand-aktivitet", "Kostnad på bidraget med aktivitet 99, som ingen insats har"),
    ("fore-anvandningstiden", "Verifikation daterad året före, bokförd i januari"),
    ("rattad", "Rättat i den rättade leveransen: raden saknade bidragets koder i den första"),
    ("tillkom", "Tillkom i den rättade leveransen"),
    ("personuppgift", "Fritext med påhittat namn och personnummer, som aldrig får publiceras"),
    ("momsersattning", "Momsersättning: intäkt i klass 3 på bidragets koder"),
    ("bokslutsrad", "Bokslutsrad på bidraget: upplupen kostnad"),
    ("periodiserat", "Ej förbrukat till förutbetald intäkt, eller förbrukat till upplupen, i bokslutet"),
)
MOST_TOLD = 3


def readme(region: Region, years: Sequence[BookedYear]) -> str:
    """The text; numbers and sums come from the vouchers themselves."""
    name = region.name_in(years[-1].year)
    lines = [
        f"# Rådata för {name}",
        "",
        "**Allt som ligger här är FIKTIVA EXEMPELDATA**, skrivna av `python tools/make_example_data.py` ur regionens",
        "filer i `params/`: vad en insats kostar följer av dess senaste prognos, och koderna är insatsens egna.",
        "",
        f"Huvudbok: {FORMATS[region.id]}. Sidofilerna har dag, omfattning och kontrollsummor.",
        "",
    ]
    for booked in years:
        files = DELIVERIES[region.id, booked.year](booked.year, corrected_month(region.id, booked.year))
        lines += [f"## {booked.year}", "", "| Fil | Mottagen | Omfattning |", "|---|---|---|"]
        lines += [f"| {one.file_name} | {one.received} | {one.begins}–{one.ends} |" for one in files]
        lines += ["", "| Överenskommelse | Insats | Kostnad helår, kr |", "|---|---|---:|"]
        for name, grant in booked.grants.items():
            lines += _costs(name, grant, booked.vouchers)
        lines += ["", "| Fall | Antal | Först på verifikation |", "|---|---:|---|"]
        lines += [line for case, meaning in CASES for line in _case(case, meaning, booked.vouchers)]
        lines.append("")
    if region.id == orders.REGION:
        path, *_ = orders.orders_file()
        number, ore = len(orders.ORDERS), sum(order[4] for order in orders.ORDERS)
        lines += ["## Beställt, ej fakturerat", "", "| Fil | Beställningar | Summa, kr |", "|---|---:|---:|"]
        lines += [f"| {path.rsplit('/', 1)[1]} | {number} | {kronor_told(ore)} |", ""]
    return "\n".join(lines)


def _costs(name: str, grant: Grant, vouchers: Sequence[Voucher]) -> list[str]:
    """A line per effort, one for cost of no effort, and the closing rows among them."""
    if grant.choices.bookkeeping.not_separated is not None:
        return [f"| {name} | ej särredovisad | |"]
    own = [voucher for voucher in vouchers if voucher.date.year == grant.year]
    rows = [row for voucher in own for row in voucher.rows if grant.counts(row)]
    lines, told = [], 0
    for effort in grant.choices.efforts:
        ours = (r for r in rows if all(getattr(r, dim) in codes for dim, codes in effort.codes.items()))
        ore = sum(row.ore for row in ours)
        told += ore
        lines.append(f"| {name} | {effort.id} | {kronor_told(ore)} |")
    whole = sum(row.ore for row in rows)
    if whole != told:
        lines.append(f"| {name} | utan insats | {kronor_told(whole - told)} |")
    return [*lines, f"| {name} | **summa** | {kronor_told(whole)} |"]


def _case(case: str, meaning: str, vouchers: Sequence[Voucher]) -> list[str]:
    found = [voucher for voucher in vouchers if voucher.case == case]
    first = ", ".join(f"{voucher.number} ({voucher.date})" for voucher in found[:MOST_TOLD])
    return [f"| {meaning} | {len(found)} | {first} |"] if found else []
