"""A region of the example data: its units and counterparts, and the dice its ordinary bookkeeping is drawn with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .book import Dice, Row, Voucher, supplier_invoice

FICTIVE = "FIKTIVA EXEMPELDATA"
SIDECAR_SCHEMA = "# yaml-language-server: $schema=../../../../params/schema/sidecar.json"


@dataclass(frozen=True)
class Private:
    """A private hälsocentral: its unit code in activity data and its share of the listed patients in percent."""

    unit: str
    name: str
    share: int


@dataclass(frozen=True)
class Place:
    """A region as it books. ``counterparts`` are the own units' counterpart codes, by unit.

    ``other_objects`` (code → what it is) are those of other grants and projects, which no report follows. ``label``
    sets the region's dice apart from those of others. ``others`` are counterparts outside the region: code → kind.
    """

    id: str
    name: str
    units: Mapping[str, str]
    care_centres: tuple[str, ...]
    counterparts: Mapping[str, str]
    private: Mapping[str, Private]
    finance: str
    purchaser: str
    primary_care: str
    other_objects: Mapping[str, str]
    label: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def dice(self, purpose: str) -> Dice:
        return Dice(f"{self.label}{purpose}")

    def others_of(self, kind: str) -> list[str]:
        """Codes of the counterparts of a kind: municipality or region."""
        return [code for code, found in self.others.items() if found == kind]

    def invoice(self, date, rows: Iterable[Row], **voucher: object) -> Voucher:
        """A supplier's invoice, its debt on the finance unit; so is its VAT where the cost's unit is set apart."""
        costs = tuple(rows)
        vat_unit = "" if costs[0].unit in self.units else self.finance
        return supplier_invoice(date, costs, self.finance, vat_unit=vat_unit, **voucher)
