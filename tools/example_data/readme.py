"""The README of ``data/raw``, in Swedish: what the example data are, and where each lifelike case stands."""

from collections.abc import Sequence

from .book import Voucher
from .codes import GRANT_OBJECT, cost_of, counts
from .grant_costs import MONTHS
from .grant_plan import ACTIVITIES

MANY = "privat"
CASES = (
    ("privat", "Utbetalning till privata hälsocentraler (konto 5810, motpart 801–804), månadsvis från mars"),
    ("internfaktura", "Internfaktura mellan egna enheter (konto 7610, intern motpart); elimineras för koncernen"),
    ("inventarie", "Inköp som först bokfördes på balanskonto 1210 på objekt 9916"),
    ("inventarie-rattad", "Rättelsen: samma inköp flyttat till konto 6510"),
    ("utbetalning", "Bidraget 12\u00a0569\u00a0846,00\u00a0kr inbetalt 2018-06-20 på konto 3519, ansvar 2020"),
    ("annat-bidrag-periodiserat", "Annat bidrag (objekt 9914): ej förbrukat 2017 till förutbetald intäkt i bokslutet"),
    ("annat-bidrag-aterfort", "Samma belopp återfört i januari 2018"),
    (
        "ej-forbrukat-periodiserat",
        "Patientmiljarden: inbetalt minus kostnad med bokslutsrader, till förutbetald intäkt (period 201813)",
    ),
    ("bokslutsrad", "Bokslutsrad på objekt 9916: upplupen kostnad 85\u00a0240,00\u00a0kr (period 201813)"),
    ("kreditfaktura", "Kreditfaktura på objekt 9916, negativ kostnad"),
    ("sen-bokforing", "Sen bokföring: leverantörsfaktura för maj bokförd i juni"),
    ("utan-aktivitet", "Rad på objekt 9916 utan aktivitet"),
    ("okand-aktivitet", "Rad på objekt 9916 med aktivitet 99, som ingen insats har"),
    ("utanfor-anvandningstid", "Kostnad på objekt 9916 i december 2017, före användningstiden"),
    ("momsersattning", "Momsersättning: intäkt i klass 3 på objekt 9916"),
    ("saknar-kostnadsslag", "Konto 6910 på objekt 9916, som inget kostnadsslag har"),
    ("rattad-02-aktivitet", "Rättat i huvudbok-2018-02-rattad: raden saknade aktivitet i första uttaget"),
    ("rattad-02-ny", "Tillkom i huvudbok-2018-02-rattad"),
    ("rattad-09-objekt", "Rättat i huvudbok-2018-09-rattad: raden låg på objekt 9921 i första uttaget"),
    ("rattad-09-ny", "Tillkom i huvudbok-2018-09-rattad"),
    ("december-sen", "Tillkom i december i huvudbok-2018-bokslut"),
)
HEAD = """# Rådata

**Allt som ligger här är FIKTIVA EXEMPELDATA.** Belopp, enheter, motparter, verifikationer och verksamhetsdata är
påhittade och säger inget om någon region. Filerna skrivs av `python tools/make_example_data.py`, även den här;
`python tools/make_example_data.py --check` jämför utan att skriva.

- `jamtland-harjedalen/ledger/`: huvudboken 2017–2018 som uttag ur ekonomisystemet, ett per månad. Kostnad är plus,
  intäkt minus. Juni togs emot 2018-07-10. Februari och september levererades om, rättade. December 2018 kom först
  preliminärt; `huvudbok-2018-bokslut.xlsx` ersätter den och har bokslutsraderna (period 201813).
- `jamtland-harjedalen/activity/`: verksamhetsdata per månad och hälsocentral 2018. I juli saknas enhet 3203, och enhet
  3107 har nämnaren noll för medicinsk bedömning.
- Varje fil har en sidofil (`.yaml`): när den togs emot, vad den omfattar och kontrollsummor. Uttaget för 2017 har med
  avsikt inga kontrollsummor, så att rapporten visar «ej avstämd». `by_object` är summan av alla rader på objektet,
  också balanskonton och intäkter.
- `blekinge/`, `norrbotten/`, `vastra-gotaland/` och `halland/`: huvudböcker och verksamhetsdata för övriga regioner,
  var och en i sitt eget format. Vad som finns och var fallen står: `README.md` i varje mapp.
- `riket/`: väntetider i specialiserad vård 2018–2019 per månad och region. Regionernas andelar är påhittade; rikets är
  verkliga och har källa.

Lägg egna filer i en egen regions mapp, med sidofil. Filer som tagits emot ändras aldrig.
"""


def readme(vouchers: Sequence[Voucher]) -> str:
    """The text; voucher numbers and sums come from the vouchers themselves."""
    return "\n".join([HEAD, *_costs(vouchers), "", *_activities(vouchers), "", *_cases(vouchers), ""])


def _costs(vouchers: Sequence[Voucher]) -> list[str]:
    lines = [
        f"## Kostnad som räknas på objekt {GRANT_OBJECT}, 2018",
        "",
        "Konto i klass 4–7, utan interna motparter, enligt de senaste leveranserna.",
        "",
        "| Månad | Kostnad, kr | Ackumulerat, kr |",
        "|---|---:|---:|",
    ]
    total = 0
    periods = [(f"2018{month:02d}", name) for month, name in enumerate(MONTHS, start=1)]
    for period, name in [*periods, ("201813", "bokslutsrader")]:
        cost = sum(cost_of(voucher) for voucher in vouchers if voucher.period == period)
        total += cost
        lines.append(f"| {name} | {kronor_told(cost)} | {kronor_told(total)} |")
    return lines


def _activities(vouchers: Sequence[Voucher]) -> list[str]:
    lines = [
        "| Aktivitet | Kostnad januari–december 2018 utan bokslutsrader, kr |",
        "|---|---:|",
    ]
    rows = [
        row
        for voucher in vouchers
        if voucher.date.year == 2018 and not voucher.closing
        for row in voucher.rows
        if counts(row)
    ]
    for activity in sorted({row.activity for row in rows} | set(ACTIVITIES)):
        cost = sum(row.ore for row in rows if row.activity == activity)
        lines.append(f"| {activity or 'utan aktivitet'} | {kronor_told(cost)} |")
    return lines


def _cases(vouchers: Sequence[Voucher]) -> list[str]:
    lines = ["## Bokföringsfall att söka efter", "", "| Fall | Verifikation (datum) |", "|---|---|"]
    for month, name in enumerate(MONTHS, start=1):
        found = _found(vouchers, f"lon-omford-{month:02d}")
        lines.append(f"| Omförd lön för {name}, till objekt {GRANT_OBJECT} | {found} |")
    for case, meaning in CASES:
        lines.append(f"| {meaning} | {_found(vouchers, case)} |")
    return lines


def _found(vouchers: Sequence[Voucher], case: str) -> str:
    """Number and date of the vouchers of a case; of the many payments to private hälsocentraler the first month's."""
    matching = [voucher for voucher in vouchers if voucher.case == case or voucher.case.startswith(f"{case}/")]
    if not matching:
        raise ValueError(f"no voucher shows the case {case}")
    listed = [voucher for voucher in matching if case != MANY or voucher.date == matching[0].date]
    found = ", ".join(f"{voucher.number} ({voucher.date})" for voucher in listed)
    return found if len(listed) == len(matching) else f"{len(matching)} stycken; de första är {found}"


def kronor_told(ore: int) -> str:
    """Kronor with groups, decimal comma and a real minus."""
    sign = "\u2212" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100:,}".replace(",", "\u00a0") + f",{abs(ore) % 100:02d}"
