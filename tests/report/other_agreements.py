"""Agreements that the shipped ledger of Jämtland Härjedalen is followed up under in tests: its rows on object 9916 with
other terms, so that a case needs parameters alone."""

from pathlib import Path

import yaml
from shipped import AGREEMENT, REGION

OBJECT = '{object: ["9916"]}'
HEAD = """
agreement: {agreement}
number: unknown
responsible: Planeringsdirektören
deciding_body: unknown
perspective: group
"""
EFFORT = """
  - id: {id}
    title: Insatsen {id}
    short: {id}
    source: {source}
    place: r. 1
    firmness: example
    codes: {{activity: ["{activity}"]}}
    budget: {{amount: {budget}, unit: tkr, status: example}}
    responsible: Verksamhetschef
    status:
      - {{as_of: 2018-01, status: on_track}}
    after: {{grows_into: unknown, yearly_cost: unknown, decided: false}}
    why: Personal saknas
    benefit: Kortare köer
"""


def put(root: Path, year: int, agreement: str, text: str) -> None:
    """The region's file of an agreement, after the keys that every such file has."""
    path = root / f"params/{year}/{REGION}/{agreement}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(agreement=agreement) + text, encoding="utf-8")


def change_region(root: Path, change: object) -> None:
    """Change the region's file as data; codes stay text."""
    path = root / f"params/regions/{REGION}.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def without_separate_cost(root: Path) -> None:
    """The shipped agreement, its cost not accounted for separately."""
    path = root / f"params/2018/{REGION}/{AGREEMENT}.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    reason = "kostnaderna återfinns i befintlig budget"
    data["bookkeeping"] = {"not_separated": {"reason": reason, "source": "jh", "place": "r. 1"}, "income": "unknown"}
    data["efforts"] = []
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


PROFESSIONS = f"""
stated:
  - {{year: 2018, of: [stimulansmedel, specialistutbildning], amount: 13.0, unit: mnkr, status: example}}
bookkeeping:
  cost: {OBJECT}
  components:
    specialistutbildning: {{activity: ["04"]}}
    stimulansmedel: {{activity: ["01", "02", "03", "05"]}}
  income: unknown
events:
  - {{kind: payment, date: 2018-05-15, amount: 9 000 000, unit: kr, component: stimulansmedel, status: example}}
  - {{kind: payment, date: 2018-05-15, amount: 4 000 000, unit: kr, component: specialistutbildning, status: example}}
descriptions:
  - {{id: strategisk-niva, title: Ledningen, text: Ledningen har beslutat om planen., as_of: 2018-03, status: example}}
  - {{id: strategisk-niva, title: Ledningen, text: Ledningen följer planen., as_of: 2018-11, status: example}}
indicators:
  - id: sjukskoterskor-i-specialistutbildning
    title: Sjuksköterskor i specialistutbildning
    unit: count
    period_value: latest
    numerator: Sjuksköterskor
    better: higher
    baseline: unknown
    target: unknown
    data: activity/delar-*.csv
    reported_by: ["2040"]
    parts:
      - {{id: anestesi, title: Anestesi}}
      - {{id: distrikt, title: Distriktssköterska}}
"""
NURSES = "Indikator;Månad;Enhet;Del;Täljare;Nämnare\n" + "".join(
    f"sjukskoterskor-i-specialistutbildning;2018-{month:02d};2040;{part};{number};\n"
    for month in range(1, 7)
    for part, number in (("anestesi", 4), ("distrikt", 6))
)
PSYCHIATRY = f"""
stated:
  - {{year: 2018, of: unknown, amount: 11.6, unit: mnkr, source: nb, place: r. 1, status: decided, checked: 2026-11-25}}
bookkeeping:
  cost: {OBJECT}
  income: unknown
efforts:{EFFORT.format(id="ungdomsmottagning", activity="01", budget=3000, source="nb")}
"""
SICK_LEAVE = f"""
components:
  - id: koordinering-regionen
    title: Rehabiliteringskoordinering
    rule: per_fte
    kind: {{is: own_frame, status: example}}
    national: [{{amount: 700 000, unit: kr, status: example}}]
    per_fte: {{price: {{amount: 600 000, unit: kr, status: example}}, inhabitants: 15000, ages: 16–67 år}}
  - id: lokalt
    title: Lokala satsningar
    rule: application
    kind: {{is: own_frame, status: example}}
    national: [{{amount: 500 000, unit: kr, status: example}}]
listed:
  - {{component: koordinering-regionen, unit: "3101", title: Fjällbäcken, listed: 9000, status: example}}
  - {{component: koordinering-regionen, unit: "3201", title: Rönnbacken, listed: 6000, status: example}}
applications:
  - {{component: lokalt, applicant: Forum norr, applied: 300, granted: 200, used: 150, unit: tkr, status: example}}
volumes:
  - {{component: extra-stimulans, completed: 120, approved: 100, status: example}}
bookkeeping:
  cost: {OBJECT}
  components:
    koordinering-regionen: {{activity: ["05"]}}
    lokalt: {{activity: ["06"]}}
  income: unknown
"""
