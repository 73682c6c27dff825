"""That a figure of page one's first sentence is uncertain, and why, in the words of that sentence.

Owns those words, a cause for each code that marks such a figure. Where the finding itself says it best, or the code is
not among them, its message stands.
"""

from ...record.model import Record
from ...show.wording import SEE_FINDINGS

FIRST = ("chain.cost", "chain.entitled", "budget_to_date", "commitments.frame")
MOST_CAUSES = 3
CAUSES = {
    "aldre-uttag-sist": "det uttag som kom sist ser ut att vara äldre än det som det ersätter, eller en del av det",
    "bidragets-rader-borta": "många av bidragets rader är borta ur det uttag som kom sist",
    "bidragets-verifikation-i-obalans": "debet och kredit går inte ihop i en verifikation med bidragets rader",
    "annan-valuta": "ett uttag uppger en annan valuta än kronor",
    "ej-en-kod": "texter står där koder ska stå i ett uttag",
    "inga-rader-pa-koderna": "ingen rad i huvudboken har bidragets koder",
    "kod-maskerad": "koder är dolda i ett uttag",
    "kod-med-fel-bredd": "koder har fel antal tecken i ett uttag",
    "kontering-oklar": "konteringar i ett uttag går inte att läsa",
    "konteringsbelopp-oklart": "konteringar i ett uttag har belopp som inte går att läsa",
    "konteringsdatum-oklart": "konteringar i ett uttag har datum som inte går att läsa",
    "konto-saknas": "rader i ett uttag saknar konto",
    "odaterad-fil-ersatt": "ett uttag utan mottagningsdag har gett vika för andra, fast det kan vara nyare",
    "objektlista-oklar": "konteringar i ett uttag har objekt som inte går att läsa",
    "periodsaldo-oklart": "periodsaldon i ett uttag går inte att läsa",
    "periodsaldo-upprepat": "periodsaldon står mer än en gång i ett uttag",
    "manad-utan-insatser": "inga rader på bidraget har insatsernas koder i en eller flera månader",
    "obalans-over-gransen": "debet och kredit går inte ihop i ett uttag",
    "periodsaldon-oklara": "det går inte att avgöra hur ett uttag skriver periodsaldon",
    "utanfor-omfattning": "ett uttag har rader utanför sin omfattning, som inte räknas",
    "verifikation-upprepad": "verifikationer står mer än en gång i ett uttag",
}


def doubt(record: Record) -> str:
    """``Uppgiften är osäker: inga rader på bidragets koder i juni; brukar ha 18 (se fynd).``; "" where nothing is."""
    told = [record.figures[key] for key in FIRST if key in record.figures]
    told += record.below("component", "entitled")
    codes = sorted({code for figure in told for code in figure.marks})
    causes = [cause for code in codes for cause in _causes(record, code)]
    if not causes:
        return ""
    rest = len(causes) - MOST_CAUSES
    more = f"; och {rest} skäl till" if rest > 0 else ""
    return f"Uppgiften är osäker: {'; '.join(causes[:MOST_CAUSES])}{more} ({SEE_FINDINGS})."


def _causes(record: Record, code: str) -> list[str]:
    if code in CAUSES:
        return [CAUSES[code]]
    messages = [str(row["message"]) for row in record.table("findings").rows if row["code"] == code]
    return list(dict.fromkeys(messages)) or [code]
