"""Sidecars: what a raw file is, written beside it.

Owns the shape of ``<raw file>.yaml``: the day the file was received, which export it is, what it claims to contain
and what it should sum to. The sidecar of ``huvudbok-2018-06.xlsx`` is ``huvudbok-2018-06.xlsx.yaml``.
"""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from ...base.money import ore_from_text
from ...model.node import ByName, Flag, KnownDay, Month, Node, Slug, Whole, known
from ..files import Root
from ..params.strict_yaml import read_model

SUFFIX = ".yaml"
Kronor = Annotated[int, BeforeValidator(lambda written: ore_from_text(str(written), "kr"))]


class Scope(Node):
    """The months a file claims to contain, both inclusive; month 13 is the closing rows of its year.

    ``to: 2018-12`` leaves the closing rows out, ``to: 2018-13`` has them in. ``object`` narrows the claim to some
    codes; None means every object.
    """

    start: Month = Field(alias="from")
    end: Month = Field(alias="to")
    object: list[str] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Scope":
        if self.start > self.end:
            raise ValueError(f"omfattningen börjar {self.start} men slutar {self.end}; from ska inte vara efter to")
        return self


class Totals(Node):
    """Control totals of the rows inside the scope, typed from a balance list. Amounts in kronor, here int öre.

    ``debit`` is the sum of the positive amounts, ``credit`` that of the negative ones written as a positive number,
    ``by_object`` the net sum per object code. None is a total not given; one left empty, as in a draft, is refused.
    """

    rows: Annotated[Whole | None, BeforeValidator(known)] = None
    debit: Annotated[Kronor | None, BeforeValidator(known)] = None
    credit: Annotated[Kronor | None, BeforeValidator(known)] = None
    by_object: Annotated[dict[str, Kronor], ByName] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_a_total(self) -> "Totals":
        if self.rows is None and self.debit is None and self.credit is None and not self.by_object:
            raise ValueError("totals är tom; ange minst en av rows, debit, credit och by_object eller ta bort nyckeln")
        return self

    @property
    def reconciles(self) -> bool:
        """Whether the amounts are held against something: a sum, or that there are no rows. A count of rows alone says
        nothing of what they come to, and is easily taken from the file itself."""
        return self.debit is not None or self.credit is not None or bool(self.by_object) or self.rows == 0


class Sidecar(Node):
    """What a raw file is. ``received`` is None when the day is unknown, ``withdrawn`` the date and reason, if any.

    ``closed`` is the last month (13 = closing rows) that was closed in the ledger when the file was taken out; where
    it is left out the region's ``closes_after_days`` tells. ``may_be_full`` tells that a sheet filled to Excel's last
    row is whole all the same. ``adds`` makes the file a supplement to its source's rows, ``replaces`` lets it replace
    an earlier one that it has little in common with, and ``empty`` are the months that rightly have no rows.
    """

    received: KnownDay
    source: Slug
    scope: Scope
    totals: Totals | None = None
    closed: Month | None = None
    adds: Flag = False
    replaces: Flag = False
    empty: list[Month] = []
    may_be_full: Flag = False
    fictive: Flag = False
    withdrawn: str | None = None

    @field_validator("replaces")
    @classmethod
    def _one_or_the_other(cls, replaces: bool, about: ValidationInfo) -> bool:
        if replaces and about.data.get("adds"):
            raise ValueError(
                "går inte ihop med adds: true, för ett tillägg ersätter inget. Behåll adds om raderna ska läggas till "
                "dem som finns, replaces om de ska gälla i stället"
            )
        return replaces

    @field_validator("empty")
    @classmethod
    def _inside(cls, empty: list[str], about: ValidationInfo) -> list[str]:
        scope = about.data.get("scope")
        if not isinstance(scope, Scope):
            return empty
        if outside := [month for month in empty if not scope.start <= month <= scope.end]:
            raise ValueError(f"{', '.join(outside)} är inte med i omfattningen {scope.start}–{scope.end}")
        return empty


def sidecar_path(raw_file: Path) -> Path:
    """Where the sidecar of a raw file lies, whether or not there is one."""
    return raw_file.with_name(raw_file.name + SUFFIX)


def read_sidecar(root: Root, raw_file: Path) -> Sidecar | None:
    """The sidecar of a raw file, None when there is none. Raises ParameterError, with lines, when it is wrong."""
    path = sidecar_path(raw_file)
    return read_model(root, path, Sidecar) if path.exists() else None
