"""``make rules-page``: write docs/regler.md, the worked cases of tests/cases as a strategist reads them.

Owns the page's order and words. Every case is told as what is given, the rule and the result, all from the case itself,
which a test holds against the rule; nothing is computed here but öre from kronor as the case writes them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from statsbidrag.base.money import MINUS, ore_from_text
from statsbidrag.base.numbers import count, kronor, with_unit
from statsbidrag.base.period import MONTHS, Period
from statsbidrag.base.states import DutyStatus, RequirementStatus
from statsbidrag.base.whole_files import write_together
from statsbidrag.model.node import UNKNOWN
from statsbidrag.read.params.population import read_population, read_region_names
from statsbidrag.show.wording import DUTY_STATE, REQUIREMENT_STATE, RULE, listed, sentence

ROOT = Path(__file__).resolve().parents[1]
FILE = "docs/regler.md"
Case = dict[str, Any]
PEOPLE = {day.isoformat(): people for day, people in read_population(ROOT).items()}
REGIONS = read_region_names(ROOT)
INTRODUCTION = """# Reglerna i räknade exempel

Så räknar rapporterna: exempel för exempel, med vad som är givet, vilken regel som gäller och vad den ger. Siffrorna går
att följa med en miniräknare. Varje exempel är också ett test: räknar programmet någon gång annorlunda säger `make test`
ifrån.

Sidan är gjord ur `tests/cases/` med `make rules-page` och skrivs aldrig för hand. Ett exempel som saknas eller är fel
rättas i filen som står under rubriken. «r. 18» är rad 18 i källans text; BL, JH, NB och VG är underlagen från Blekinge,
Jämtland Härjedalen, Norrbotten och Västra Götaland. *Ej känt* är aldrig noll: det som vilar på något okänt är också
okänt.
"""


@dataclass(frozen=True)
class Chapter:
    """A file of cases: its heading, what the rule is in words, and what makes a case lines of Markdown."""

    file: str
    title: str
    about: str
    lines: Callable[[Sequence[Case]], Iterator[str]]


def page() -> str:
    """The whole page. Raises KeyError for a case with a word that the page has none for."""
    lines = [INTRODUCTION]
    lines += [f"- [{chapter.title}](#{_anchor(chapter.title)})" for chapter in CHAPTERS]
    for chapter in CHAPTERS:
        lines += ["", f"## {chapter.title}", "", f"*Exemplen står i `tests/cases/{chapter.file}`.*", "", chapter.about]
        lines += chapter.lines(cases_of(chapter.file))
    return "\n".join(lines) + "\n"


def cases_of(file: str) -> list[Case]:
    """The cases of a file, every scalar as the text it is written with."""
    data = yaml.load((ROOT / "tests/cases" / file).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return data["cases"] if isinstance(data, dict) else data


def _sharing(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield from _headed(case["name"], [*_given_to_share(case)])
        rule = case["component"]["rule"]
        yield f"- **Regel:** {RULE[rule]} (`{rule}`)"
        if "steps" in case:
            yield f"- **Räkning:** {case['steps']}"
        yield f"- **Resultat: {_kr(case['computed'])}**{_beside(case)}"


def _given_to_share(case: Case) -> Iterator[str]:
    """What is given of a case that a sharing rule reckons with, as parts of a sentence."""
    terms, words = case["component"], case.get("words", {})
    yield REGIONS[case["lan_code"]]
    if "national" in terms:
        yield f"{_kr(terms['national'])} att dela ut"
    if "each" in terms:
        yield f"{_kr(terms['each'])} till varje region"
    if "population_date" in terms:
        people = PEOPLE[terms["population_date"]]
        ours, everybody = count(people[case["lan_code"]]), count(sum(people.values()))
        yield f"folkmängd {terms['population_date']}: {ours} av {everybody}"
    for name, price in terms.get("prices", {}).items():
        yield f"{_kr(price)} per {words[name]}"
    if "price" in terms:
        yield f"{_kr(terms['price'])} per patient"
    if "per_fte" in terms:
        yield from _full_time_terms(terms["per_fte"])
    for volume in case.get("volumes", []):
        named = f"{words[volume['price']]}: " if "price" in volume else ""
        yield f"{named}{volume['completed']} genomförda, varav {volume['approved']} godkända"
    for name, inhabitants in case.get("listed", {}).items():
        yield f"enhet {name} har {_number(inhabitants)} listade"
    if "full_time_equivalents" in case:
        yield f"{case['full_time_equivalents']} tjänstefaktorer"
    for asked in case.get("applications", []):
        yield f"{asked['applicant']} sökte {_kr(asked['applied'])} och beviljades {_kr(asked['granted'])}"
    if "split" in terms:
        yield f"delas {' : '.join(terms['split'].values())} mellan {listed(list(terms['split']))}"
    if case["from"] == "example":
        yield "talen är helt eller delvis påhittade"


def _full_time_terms(terms: Case) -> Iterator[str]:
    yield f"{_kr(terms['price'])} per tjänstefaktor"
    if "inhabitants" in terms:
        yield f"en tjänstefaktor per {_number(terms['inhabitants'])} listade"
    if "minimum" in terms:
        yield f"minst {terms['minimum'].replace('.', ',')} per enhet"


def _beside(case: Case) -> str:
    """What a case tells beside its result: the pot, the cap, the parts."""
    found = [f"{_kr(case['pot'])} i hela landet"] if "pot" in case else []
    found += [f"taket är {_kr(case['cap'])}"] if "cap" in case else []
    found += [f"{name} {_kr(part)}" for name, part in case.get("split", {}).items()]
    return f" ({', '.join(found)})" if found else ""


def _population(cases: Sequence[Case]) -> Iterator[str]:
    for agrees, heading in (("yes", "Belopp som andelen förklarar"), ("no", "Belopp som andelen inte förklarar")):
        chosen = [case for case in cases if case["agrees"] == agrees]
        reasons = any("why" in case for case in chosen)
        columns = ["Belopp", "Region", "Folkmängd per", "Nationellt, mnkr", "Andelen ger, mnkr", "Angivet, mnkr"]
        yield from ["", f"### {heading}", ""]
        yield from _table(
            [*columns, "Kommentar"] if reasons else columns,
            [[*_published(case), *([case.get("why", "")] if reasons else [])] for case in chosen],
            range(3, 6),
        )


def _published(case: Case) -> list[str]:
    """A published amount beside the share of the population: million kronor with the digits they are written with."""
    amounts = [case[key].replace(".", ",") for key in ("national", "computed", "stated")]
    return [case["name"], REGIONS[case["lan_code"]], case["population_date"], *amounts]


def _grant_years(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        grants = [
            f"{_kr(left)} kvar av {year} års bidrag, som får användas {start} – {end}"
            for year, left, start, end in case["grants"]
        ]
        yield from _headed(case["name"], [*grants, *(f"kostnad {day}: {_kr(amount)}" for day, amount in case["costs"])])
        paid = [f"{year} års bidrag betalar {_kr(amount)}" for year, amount in case["paid"].items()]
        yield f"- **Resultat:** {', '.join(paid)}; resten, {_kr(case['own'])}, bär det senaste året"


CHAIN = {"E": "högsta belopp", "Q": "rekvirerat", "R": "mottaget", "K": "kostnad", "F": "prognos för helåret"}
CHAIN |= {"paid": "inbetalat", "repaid": "återbetalat"}
FOLLOWS = {"own_cost": "egen kostnad", "claim": "fordran", "unspent": "mottaget, ej förbrukat"}
FOLLOWS |= {"expected_unspent": "bedöms inte förbrukas"}


def _chain(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        given = case["given"]
        yield from _headed(case["name"].rstrip("."), [f"{CHAIN[key]} {_kr(text)}" for key, text in given.items()])
        told = []
        for key, text in case["expected"].items():
            if text in ("0", UNKNOWN):
                told.append(f"{FOLLOWS[key]}: {_kr(text)}")
            else:
                told.append(f"**{FOLLOWS[key]}: {_subtraction(key, given)} = {_kr(text)}**")
        yield f"- **Resultat:** {'; '.join(told)}"


def _subtraction(key: str, given: Case) -> str:
    """The subtraction that gives an amount that follows, with what is given in its places."""
    got = _inside(given["R"]) if "R" in given else f"({_number(given['paid'])} {MINUS} {_number(given['repaid'])})"
    if key == "claim":
        least = min((given["K"], given["E"]), key=lambda text: ore_from_text(text, "kr"))
        return f"{_number(least)} {MINUS} {got}"
    if key == "unspent":
        return f"{got} {MINUS} {_inside(given['K'])}"
    first, second = {"own_cost": ("K", "E"), "expected_unspent": ("E", "F")}[key]
    return f"{_number(given[first])} {MINUS} {_inside(given[second])}"


def _inside(text: str) -> str:
    """A number inside a sum: one below nought within brackets."""
    return f"({_number(text)})" if _is_negative(text) else _number(text)


BALANCE = {
    "opening": "Ingående", "received": "+ Mottaget i år", "recognised": f"{MINUS} Redovisad intäkt",
    "closing": "= Utgående", "booked": "Bokfört på balanskontona",
}  # fmt: skip


def _accrual(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        booked = [
            f"{kind} {_kr(amount, signed=True)} i {_month(year, month)}" for year, month, kind, amount in case["rows"]
        ]
        yield from _headed(
            case["name"].rstrip("."), [f"inbetalt {day}: {_kr(ore)}" for day, ore in case["paid"]] + booked
        )
        yield "- **Resultat**, i kronor:"
        yield ""
        rows = [
            [
                f"{Period.parse(text)}".replace("-13", " bokslut"),
                *(_number(told[key]) for key in BALANCE),
                _verdict(told),
            ]
            for text, told in case["periods"].items()
        ]
        yield from _table(["Till och med", *BALANCE.values(), "Går ihop"], rows, range(1, 6))


def _verdict(told: Case) -> str:
    return f"nej, skillnad {_kr(told['difference'])}" if "difference" in told else "ja"


RECOGNISED = {"recognised": "intäkt", "liability": "skuld", "claim": "upplupen intäkt"}
GIVEN_PART = {"R": "mottaget", "K": "kostnad", "E": "högsta belopp", "decided": "därav beslutat"}
GIVEN_PART |= {"granted": "beviljat", "lapsed": "kan inte längre begäras"}


def _recognition(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        told = [f"{GIVEN_PART[key]} {_kr(text)}" for key, text in case["given"].items()]
        yield from _headed(case["name"].rstrip("."), told)
        gives = case["gives"]
        if gives == UNKNOWN:
            yield "- **Resultat:** ej känt"
            continue
        yield f"- **Resultat:** {', '.join(f'{word} {_kr(gives[key])}' for key, word in RECOGNISED.items())}"
        booked = ", ".join(f"{word} {_kr(text)}" for word, text in zip(ENTRY_ACCOUNTS, case["booked"], strict=True))
        lines = [f"{'debet' if credit == '0' else 'kredit'} {account} {_kr(debit if credit == '0' else credit)}"
                 for account, debit, credit in case["entry"]]  # fmt: skip
        yield f"- **Bokfört:** {booked}"
        yield f"- **Att boka:** {', '.join(lines) or 'inget'}"


READING = {
    "shared_by": {"equal": "stegen delas lika", "gain": "stegen delas efter förbättringens storlek"},
    "bands_add_up": {"false": "varje region är på ett steg"},
    "within_60_needs_no_gain": {"true": "de 71 procenten gäller bara den som inte har förbättrat sig"},
    "within_60_shares_rolled_down": {"false": "den som når 71 procent delar inte det nedflyttade"},
    "rolls": {"one_step": "pengar flyttas bara ett steg"},
    "within_60_alone_is_paid": {"false": "potten betalas inte ut om ingen har förbättrat sig"},
}


LADDER_GIVEN = ("folkmängd", "förbättring", "inom_60")


def _ladder(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield from _headed(case["name"].rstrip("."), [f"potten är {_kr(case['pot'])}"])
        rows = [
            [name, *(_number(one[key]) for key in LADDER_GIVEN), _number(case["gives"][name])]
            for name, one in case["given"].items()
        ]
        headings = ["Region", "Folkmängd", "Förbättring, procentenheter", "Inom 60 dagar, %", "Får, kr"]
        yield from ["", *_table(headings, rows, range(1, 5)), ""]
        for key, chosen in case.get("readings", {}).items():
            yield f"- **Läsning:** {READING[key][chosen]}"
        yield f"- **Betalas inte ut:** {_kr(case['unpaid'])}"


DUTY_KIND = {
    "plan": "plan", "report": "redovisning", "requisition": "rekvisition", "payment": "utbetalning",
    "follow_up": "uppföljning",
}  # fmt: skip
EVENT_KIND = {
    "submission": "inlämning", "ready": "klar för underskrift", "decision": "beslut", "requisition": "rekvisition",
    "payment": "inbetalning",
}  # fmt: skip
DUTY_GIVES = {"done": "", "month": "", "ready": "klar för underskrift ", "receipt": "kvitterad "}


def _duties(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield from _headed(case["name"].rstrip("."), [f"läget {case['until']}", *_told_of_duty(case)])
        gives = case["gives"]
        days = [f"{word}{gives[key]}" for key, word in DUTY_GIVES.items() if key in gives]
        yield f"- **Resultat: {', '.join([DUTY_STATE[DutyStatus(gives['status'])], *days])}**"


def _told_of_duty(case: Case) -> Iterator[str]:
    for name, one in [("tidpunkten", case["deadline"]), *(("en annan tidpunkt", o) for o in case.get("others", []))]:
        yield f"{name} {' '.join([DUTY_KIND[one['kind']], one.get('date') or one.get('month', 'utan dag')])}"
    for event in case.get("events", []):
        sent = f", skickad {event['sent']['date']}" if "sent" in event else ""
        receipt = f", kvitterad {event['receipt']['date']}" if "receipt" in event else ""
        yield f"{EVENT_KIND[event['kind']]} {event['date']}{sent}{receipt}"
    for state in case.get("requirements", []):
        told = REQUIREMENT_STATE[RequirementStatus(state["state"])] if state else "utan läge"
        yield f"krav {told}{' från ' + state['as_of'] if 'as_of' in state else ''}"
    if "booked" in case:
        yield "mer är bokfört på inkomstkoden än händelserna säger"


ENTRY_ACCOUNTS = ("skuld", "upplupen intäkt")
CAUSE = {"new_month": "ny månad", "late_booking": "sen bokning", "correction": "omföring eller rättelse"}
CAUSE |= {"rule": "ändrad regel eller parameter"}


def _lights(cases: Sequence[Case]) -> Iterator[str]:
    """A line a case: what it says, and the light."""
    words = {"ok": "● i fas", "watch": "▲ bevaka", "off": "■ avviker", "none": "○ ej bedömt"}
    yield from (f"- {case['name']} **{words[case['gives']]}**" for case in cases)


def _changes(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield from ["", f"### {sentence(case['name'])}", ""]
        yield from _table(
            ["Verifikation", "Månad", "Konto", "Objekt", "Förra rapporten, kr", "Den här rapporten, kr"],
            _side_by_side(case),
            range(4, 6),
        )
        yield ""
        counted = [case.get(key, ["9916"]) for key in ("counted_before", "counted_now")]
        if counted[0] != counted[1]:
            yield f"- **Räknas:** förra rapporten räknade objekt {listed(counted[0])}, den här {listed(counted[1])}"
        if "why" in case:
            yield f"- **Regel:** {case['why']}"
        caused = [f"{CAUSE[key]} {_kr(amount, signed=True)}" for key, amount in case["causes"].items()]
        yield f"- **Resultat:** {', '.join(caused)}"


def _side_by_side(case: Case) -> list[list[str]]:
    """The ledger's rows in the order they are met, each with its amount in both reports, "" where it is not there.

    Rows of one voucher, month, account and object belong together in their order: the first with the first.
    """
    lines: dict[tuple[str, ...], list[str]] = {}
    for side, rows in enumerate((case["before"], case["now"])):
        met: dict[tuple[str, ...], int] = {}
        for *place, amount in rows:
            met[tuple(place)] = met.get(tuple(place), 0) + 1
            lines.setdefault((*place, str(met[tuple(place)])), ["", ""])[side] = _number(amount)
    return [[place[0], MONTHS[int(place[1]) - 1], *place[2:4], *amounts] for place, amounts in lines.items()]


def _headed(name: str, given: Sequence[str]) -> list[str]:
    """The heading of a case and what is given in it; what does not fit on a line has a line for each."""
    told = (
        [f"- **Givet:** {'; '.join(given)}"] if len(given) < 6 else ["- **Givet:**", *(f"  - {one}" for one in given)]
    )
    return ["", f"### {sentence(name)}", "", *told]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], amounts: range) -> Iterator[str]:
    """A Markdown table; the columns of ``amounts`` are set to the right."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{'|'.join('--:' if place in amounts else '---' for place in range(len(headings)))}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _anchor(title: str) -> str:
    """The address of a heading as GitHub makes it."""
    kept = "".join(sign for sign in title.lower() if sign.isalnum() or sign in " -")
    return kept.replace(" ", "-")


def _month(year: str, month: str) -> str:
    return f"bokslutet {year}" if month == "13" else f"{MONTHS[int(month) - 1]} {year}"


def _kr(text: str, *, signed: bool = False) -> str:
    """An amount as the cases write it, in kronor; öre only where there are any."""
    return (
        "ej känt"
        if text == UNKNOWN
        else with_unit(("+" if signed and not _is_negative(text) else "") + _number(text), "kr")
    )


def _is_negative(text: str) -> bool:
    return text.startswith(("-", MINUS))


def _number(text: str) -> str:
    ore = ore_from_text(text, "kr")
    return kronor(ore, 2 if ore % 100 else 0)


CHAPTERS = (
    Chapter(
        "fordelningsregler.yaml",
        "Så delas pengarna ut",
        "Varje komponent i en överenskommelse har en fördelningsregel. Regeln ger vad regionen får; saknas något som "
        "regeln behöver blir beloppet ej känt. En pott som delas upp går alltid jämnt ut till öret.",
        _sharing,
    ),
    Chapter(
        "befolkningsandel.yaml",
        "Regionens andel av folkmängden, prövad mot publicerade belopp",
        "Andelen är regionens folkmängd delad med rikets, gånger det nationella beloppet. Ett angivet belopp stämmer "
        "när det skiljer sig från andelen med högst hälften av den sista siffra som det är skrivet med.",
        _population,
    ),
    Chapter(
        "penningkedjan.yaml",
        "Penningkedjan: vad som är fordran, ej förbrukat och egen kostnad",
        "Alla belopp är ackumulerade från januari och exemplen är påhittade.\n\n"
        f"- egen kostnad = kostnad {MINUS} högsta belopp\n"
        f"- fordran = kostnaden, dock högst högsta belopp, {MINUS} mottaget\n"
        f"- mottaget, ej förbrukat = mottaget {MINUS} kostnad\n"
        f"- bedöms inte förbrukas = högsta belopp {MINUS} prognos\n\n"
        "Blir ett av dem mindre än noll är det noll. Mottaget är inbetalat minus återbetalat.",
        _chain,
    ),
    Chapter(
        "bidragsar.yaml",
        "Flera bidragsår samtidigt: det äldsta först",
        "Säger kostnaden inte vilket års pengar den använder betalas den av det äldsta året som får användas den dagen "
        "och har pengar kvar. Resten bär det senaste året. En kreditfaktura ger tillbaka i omvänd ordning.",
        _grant_years,
    ),
    Chapter(
        "periodisering.yaml",
        "Periodisering över bokslut och januari",
        "Ingående + mottaget − redovisad intäkt = utgående, och det ska stå på balanskontona. Skuld (mottaget, inte "
        "intjänat) är plus och fordran minus. Raderna är skrivna som i huvudboken: debet plus, kredit minus.",
        _accrual,
    ),
    Chapter(
        "intaktsprincip.yaml",
        "Vad som bör vara intäkt och stå i balansräkningen",
        "Principen säger när bidraget är intäkt: *villkor* i takt med kostnaden, högst till högsta belopp; "
        "*restriktion* när det är beviljat; *prestation* när resultatet är beslutat. Mottaget som inte är intäkt är "
        "skuld, intäkt som inte är mottagen är upplupen intäkt, aldrig båda. Det som bör stå minus det som är bokfört "
        "är det som ska bokas.",
        _recognition,
    ),
    Chapter(
        "prestationstrappan.yaml",
        "Prestationstrappan i kömiljarden",
        "En pott för varje månad och grupp. 70 procent delas av dem som har förbättrat sig minst 1 procentenhet, 20 "
        "procent av dem som har förbättrat sig minst 3 och 10 procent av dem som har förbättrat sig mer än 5; stegen "
        "läggs ihop och delas efter folkmängd. Minst 71 procent inom 60 dagar ger annars del av det lägsta steget. Ett "
        "tomt stegs pengar går till steget under. En *läsning* är ett annat val där överenskommelsen inte säger hur.",
        _ladder,
    ),
    Chapter(
        "tidpunkter.yaml",
        "Vad som är klart, försenat och väntat",
        "En tidpunkt är klar när en händelse uppfyller den, eller när alla krav som ska visas då är uppfyllda. Det som "
        "regionen själv ska göra och inte har gjort när dagen har passerat är försenat; en månad utan dag har passerat "
        "när den är slut. Det som någon annan ska göra är aldrig försenat, och en utbetalning som inte har kommit är "
        "väntad.",
        _duties,
    ),
    Chapter(
        "lampor.yaml",
        "Lamporna: pengar, krav, resultat och datum",
        "En avvikelse räknas bara när den är över både en andel och ett belopp. Gränserna står i params/workbook.yaml; "
        "här är de 5 procent och 500 tkr för bevaka, 15 procent och 2 000 tkr för avviker. Kostnad utan täckning, en "
        "försenad uppgift och det som väntar är aldrig i fas, hur litet det än är.",
        _lights,
    ),
    Chapter(
        "forandringar.yaml",
        "Varför kostnaden är en annan än i förra rapporten",
        "Förra rapporten gällde till och med maj, den här till och med juni, och bidragets kostnad är objekt 9916 om "
        "inget annat sägs. Varje rad som kommit eller försvunnit har precis en orsak, så orsakerna blir tillsammans "
        "ändringen.",
        _changes,
    ),
)

if __name__ == "__main__":
    write_together([(ROOT / FILE, page().encode("utf-8"))])
    print(f"Skrev {FILE}")
