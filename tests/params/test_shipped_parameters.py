"""The shipped parameter files: read whole, every value with source or marked example, and true to what they say."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from statsbidrag.base.states import Status
from statsbidrag.model.choices import Event
from statsbidrag.model.values import Sourced
from statsbidrag.read.params.parameters import Parameters, read_parameters
from statsbidrag.read.params.strict_yaml import read_document

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "params").rglob("*.yaml"))


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return read_parameters(ROOT, "patientmiljarden", "jamtland-harjedalen", 2018)


def nodes(value: object) -> Iterator[BaseModel]:
    """Every entry of a parameter file, however deep."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from nodes(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from nodes(entry)


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_strict_yaml_and_explains_itself(name: str) -> None:
    assert read_document(ROOT, ROOT / name).data
    assert (ROOT / name).read_text(encoding="utf-8").startswith("# ")


def test_every_value_has_a_checked_source_or_is_marked(parameters: Parameters) -> None:
    sourced = [node for node in nodes([parameters.agreement, parameters.choices]) if isinstance(node, Sourced)]
    assert len(sourced) > 40
    for node in sourced:
        if node.status in (Status.EXAMPLE, Status.UNKNOWN):
            assert node.source is None, node.origin
        else:
            assert node.checked is not None, node.origin
            assert parameters.source(node.source).document, node.origin


def test_every_entry_knows_the_line_it_stands_on(parameters: Parameters) -> None:
    everything = [parameters.agreement, parameters.choices, parameters.region, parameters.settings]
    for node in nodes(everything):
        file, _, line = node.origin.rpartition(":")
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        assert lines[int(line) - 1].strip(" -"), node.origin


def test_what_the_sources_say(parameters: Parameters) -> None:
    """The amounts of the underlag, r. 12, 18 and 20–23, and of Region Norrbotten's report, r. 261 and 401."""
    terms, choices = parameters.agreement, parameters.choices
    (component,) = terms.components
    assert [(amount.ore, amount.chosen, amount.source) for amount in component.national] == [
        (980_000_000_00, True, "jh"), (1_000_000_000_00, False, "nb"), (980_000_000_00, False, "nb"),
    ]  # fmt: skip
    whole = {amount.year: amount.ore for amount in choices.stated if amount.area is None}
    assert whole == {2018: 12_600_000_00, 2019: 12_500_000_00, 2020: 12_400_000_00}
    for year, ore in whole.items():
        areas = [amount.ore for amount in choices.stated if amount.year == year and amount.area]
        assert sum(areas) == ore
        assert len(areas) == 2
    assert choices.planned.ore == 12_000_000_00
    assert (terms.window.start, terms.window.end) == (dt.date(2018, 1, 1), dt.date(2018, 12, 31))
    assert choices.bookkeeping.cost == {"object": ["9916"]}
    assert terms.repayment.rule is None
    assert [deadline.date for deadline in terms.deadlines] == [None] * 3


def test_the_efforts_together_are_what_is_planned(parameters: Parameters) -> None:
    efforts = parameters.choices.efforts
    assert sum(effort.budget.ore for effort in efforts) == parameters.choices.planned.ore
    assert [effort.codes["activity"] for effort in efforts] == [[f"{number:02d}"] for number in range(1, 7)]
    assert all(effort.budget.is_example for effort in efforts)


def test_no_event_of_money_is_claimed_real_without_a_source(parameters: Parameters) -> None:
    events = [node for node in nodes(parameters.choices) if isinstance(node, Event)]
    assert [(event.kind, event.ore, event.status.value) for event in events] == [
        ("decision", None, "decided"), ("payment", 12_569_846_00, "example"),
    ]  # fmt: skip


def test_roles_never_names(parameters: Parameters) -> None:
    roles = {parameters.choices.responsible, *(effort.responsible for effort in parameters.choices.efforts)}
    assert all(re.fullmatch(r"(Verksamhetschef|Chef|Enhetschef)[a-zåäö ]+", role) for role in roles), roles
