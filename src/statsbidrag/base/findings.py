"""Findings: what is odd in the user's data, with file and row.

Owns the one table code → severity. ``docs/fynd.md`` shows the same table to users with what each code means and
does; a test keeps the two alike. Nothing is dropped silently: what a reader or rule sets aside, it reports here.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from .personal_numbers import masked
from .place import Place
from .unseen import visible


class Severity(StrEnum):
    """What a finding does: noted, warned of, marks the figure it touches, or refuses the region's reports."""

    INFO = "info"
    WARNING = "varning"
    MARKED = "siffran märks"
    REFUSED = "rapporten stoppas"


SEVERITY_OF_CODE: dict[str, Severity] = {
    # raw ledger files
    "sidofil-saknas": Severity.WARNING,
    "ej-avstamd": Severity.WARNING,
    "period-utan-rader": Severity.INFO,
    "samma-mottagningsdag": Severity.WARNING,
    "mottagningsdag-osannolik": Severity.WARNING,
    "utanfor-omfattning": Severity.MARKED,
    "kod-med-fel-bredd": Severity.MARKED,
    "ej-en-kod": Severity.MARKED,
    "verifikation-dold": Severity.WARNING,
    "obalans-over-gransen": Severity.MARKED,
    "bidragets-verifikation-i-obalans": Severity.MARKED,
    "verifikationer-saknas": Severity.MARKED,
    "uttag-av-en-del": Severity.WARNING,
    "filen-andrad": Severity.WARNING,
    "personnummer-i-uttaget": Severity.WARNING,
    "import-ersatter-annan": Severity.INFO,
    "aldre-uttag-sist": Severity.MARKED,
    "bidragets-rader-borta": Severity.MARKED,
    "bidragets-kod-saknas": Severity.MARKED,
    "tillagg": Severity.INFO,
    "tillagg-finns-redan": Severity.REFUSED,
    "ersatter-for-mycket": Severity.REFUSED,
    "huvudbok-utan-manad": Severity.MARKED,
    "aterkallad-leverans": Severity.INFO,
    "sidofil-utan-fil": Severity.WARNING,
    "sidofil-med-fel-namn": Severity.WARNING,
    "odaterad-fil-ersatt": Severity.MARKED,
    "uttag-i-fel-mapp": Severity.MARKED,
    "fil-anvands-inte": Severity.WARNING,
    "fil-ar-kopia": Severity.WARNING,
    "nedladdning-ej-klar": Severity.WARNING,
    "mapp-utan-region": Severity.WARNING,
    "ingaende-balans": Severity.INFO,
    "period-oppen": Severity.WARNING,
    "snarlik-kalla": Severity.WARNING,
    "okand-mottagningsdag": Severity.WARNING,
    "dolt-blad": Severity.WARNING,
    "datum-utanfor-rakenskapsaret": Severity.WARNING,
    "rubrik-med-annat-namn": Severity.INFO,
    "datum-ur-period": Severity.INFO,
    "filen-avvisas": Severity.REFUSED,
    "blad-inte-last": Severity.INFO,
    "celler-sammanslagna-i-sidled": Severity.WARNING,
    "upprepad-rubrik": Severity.INFO,
    "tabell-upprepad": Severity.REFUSED,
    "summarad": Severity.INFO,
    "textnummer-utan-text": Severity.INFO,
    "rad-utan-uppgifter": Severity.INFO,
    "kod-med-namn": Severity.INFO,
    "kod-med-decimaler": Severity.WARNING,
    "kod-utfylld": Severity.WARNING,
    "kod-maskerad": Severity.MARKED,
    "konto-saknas": Severity.MARKED,
    "blandade-decimaltecken": Severity.WARNING,
    "summarad-avviker": Severity.REFUSED,
    "tecken-omvant": Severity.REFUSED,
    "tecken-blandat": Severity.REFUSED,
    "okand-period": Severity.REFUSED,
    "oklart-over-gransen": Severity.REFUSED,
    "radantal-avviker": Severity.REFUSED,
    "belopp-oklart": Severity.REFUSED,
    "datum-oklart": Severity.REFUSED,
    "formel-utan-varde": Severity.REFUSED,
    "felcell": Severity.REFUSED,
    "cell-oklar": Severity.REFUSED,
    "celler-sammanslagna": Severity.REFUSED,
    "kontrollsumma-avviker": Severity.REFUSED,
    # SIE files
    "konteringsbelopp-oklart": Severity.MARKED,
    "periodsaldo-oklart": Severity.MARKED,
    "decimalkomma": Severity.WARNING,
    "kontering-oklar": Severity.MARKED,
    "objektlista-oklar": Severity.MARKED,
    "konteringsdatum-oklart": Severity.MARKED,
    "annan-valuta": Severity.MARKED,
    "verifikation-upprepad": Severity.MARKED,
    "periodsaldon-oklara": Severity.MARKED,
    "periodsaldo-upprepat": Severity.MARKED,
    "kontering-utan-verifikation": Severity.WARNING,
    "verifikation-i-obalans": Severity.WARNING,
    "tom-verifikation": Severity.WARNING,
    "verifikation-ej-avslutad": Severity.WARNING,
    "inga-verifikationer": Severity.WARNING,
    "saldo-stammer-inte": Severity.WARNING,
    "periodsaldo-stammer-inte": Severity.WARNING,
    "saldo-oklart": Severity.WARNING,
    "text-ej-avslutad": Severity.WARNING,
    "rad-utan-etikett": Severity.WARNING,
    "forlorade-tecken": Severity.WARNING,
    "rakenskapsar-oklart": Severity.WARNING,
    "dimension-utan-namn": Severity.WARNING,
    "objekt-utan-namn": Severity.WARNING,
    "underobjekt-utan-overordnat": Severity.WARNING,
    "dimension-utan-objekt": Severity.INFO,
    "rader-utanfor-summorna": Severity.INFO,
    "dimension-med-flera-namn": Severity.WARNING,
    "typ-avviker": Severity.INFO,
    "samma-verifikationsnummer": Severity.INFO,
    "del-av-ar": Severity.INFO,
    "periodsaldon-delade": Severity.INFO,
    # rows on the grant's codes
    "intakt-pa-kostnadsobjekt": Severity.INFO,
    "balanskonto-pa-kostnadsobjekt": Severity.WARNING,
    "utanfor-anvandningstid": Severity.WARNING,
    "tidigare-ar": Severity.INFO,
    "inga-rader-pa-koderna": Severity.MARKED,
    "manad-utan-rader": Severity.MARKED,
    "manad-utan-koder": Severity.MARKED,
    "manad-utan-insatser": Severity.MARKED,
    "manad-i-annan-enhet": Severity.MARKED,
    "manad-i-kredit": Severity.MARKED,
    "kod-i-annan-form": Severity.MARKED,
    "bokslutsrad-utelamnad": Severity.INFO,
    "intern-motpart-eliminerad": Severity.INFO,
    "annan-sida": Severity.INFO,
    "overhead-raknas-inte": Severity.INFO,
    "overhead-over-villkoret": Severity.WARNING,
    "momsersattning": Severity.INFO,
    "behover-beslut": Severity.MARKED,
    "rad-utan-insats": Severity.MARKED,
    "saknar-kostnadsslag": Severity.MARKED,
    "lon-ej-omford": Severity.WARNING,
    "prognos-under-utfall": Severity.WARNING,
    "huvudbok-i-obalans": Severity.WARNING,
    "budget-avviker-fran-planerat": Severity.WARNING,
    "inbetalning-avviker": Severity.WARNING,
    "inbetalning-saknas-bland-handelser": Severity.WARNING,
    "handelse-ej-kopplad": Severity.WARNING,
    "mottaget-over-hogsta-belopp": Severity.WARNING,
    "periodisering-gar-inte-ihop": Severity.MARKED,
    "periodisering-avviker": Severity.WARNING,
    "princip-for-intakt-saknas": Severity.WARNING,
    "ingaende-balans-avviker": Severity.WARNING,
    # activity data
    "verksamhetsdata-saknas": Severity.WARNING,
    "fil-utan-indikator": Severity.WARNING,
    "okand-indikator": Severity.WARNING,
    "indikator-utan-rader": Severity.WARNING,
    "indikator-felskriven": Severity.MARKED,
    "namnare-noll": Severity.MARKED,
    "enhet-utan-uppgift": Severity.MARKED,
    "varde-oklart": Severity.MARKED,
    "okand-enhet": Severity.MARKED,
    "okand-del": Severity.MARKED,
    # orders not yet invoiced
    "bestallning-okand": Severity.MARKED,
    "bestallning-upprepad": Severity.MARKED,
    "bestallning-negativ": Severity.MARKED,
    "bestallning-annat-ar": Severity.MARKED,
    "bestallning-utanfor-anvandningstid": Severity.MARKED,
    "bestallning-aldre-lage": Severity.MARKED,
    "bestallning-passerad": Severity.WARNING,
    "prognos-under-bestallt": Severity.WARNING,
    # money passed on
    "fordelat-over-ramen": Severity.WARNING,
    "utbetalt-over-tilldelat": Severity.WARNING,
    "redovisat-over-utbetalt": Severity.WARNING,
    "utbetalt-utan-plats-i-fordelningen": Severity.WARNING,
    # parameters
    "ej-kostnadsklass": Severity.WARNING,
    "angivet-skiljer-sig": Severity.WARNING,
    "fordelning-ej-utlagd": Severity.WARNING,
    "beviljat-over-potten": Severity.WARNING,
    "forbrukat-over-beviljat": Severity.WARNING,
    "belopp-i-annan-enhet": Severity.WARNING,
    "angivet-for-annat-ar": Severity.WARNING,
    "insats-med-samma-namn": Severity.WARNING,
    "handelse-efter-redovisning": Severity.WARNING,
    "niva-under-en-procent": Severity.WARNING,
    "verksamhetsdata-for-annat-ar": Severity.WARNING,
    "insatser-saknas": Severity.WARNING,
}


@dataclass(frozen=True)
class Finding:
    """One oddity. ``file`` is relative to the project root, ``row`` the row in it (1 = first) or None."""

    code: str
    severity: Severity
    file: str | None
    row: int | None
    message: str
    remedy: str

    def as_dict(self) -> dict[str, object]:
        """Plain values for the record."""
        return asdict(self)

    @property
    def place(self) -> str:
        """``file:row`` as far as they are known, else an empty string."""
        return "" if self.file is None else str(Place(self.file, self.row))


def finding(code: str, message: str, remedy: str, *, file: str | None = None, row: int | None = None) -> Finding:
    """A finding with the severity its code has in the table; a code outside the table is a KeyError.

    In its words personal numbers are hidden, and characters that nobody sees are shown.
    """
    told = [masked(visible(text)) for text in (message, remedy)]
    return Finding(code, SEVERITY_OF_CODE[code], file, row, *told)
