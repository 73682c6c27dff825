"""The JSON Schemas: fresh, whole, in step with the strict reader, and named by every shipped file."""

import functools
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from statsbidrag.cli.main import main
from statsbidrag.read.params.schema import (
    MODELS,
    example,
    keys_of,
    models_below,
    schema_texts,
    stale_schemas,
    text_of,
    texts,
    write_schemas,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHIPPED = sorted([*(ROOT / "params").rglob("*.yaml"), *(ROOT / "data/raw").rglob("*.yaml")])
KINDS = {
    "agreement": "agreement",
    "choices": "region-agreement",
    "region": "region",
    "workbook": "workbook",
    "documents": "documents",
}
EVERY_MODEL = {model.__name__: model for top in MODELS.values() for model in models_below(top)}

# What only the strict reader or several keys together can tell, and why an editor's schema lets it pass.
PASSED = {
    "names or sums held against other keys or files": [
        "agreement-amendment-of-nothing", "agreement-no-population", "agreement-other-year",
        "agreement-same-component-twice", "agreement-unknown-deadline", "agreement-unknown-source",
        "agreement-none-chosen", "agreement-two-chosen", "choices-months-do-not-sum", "choices-other-agreement",
        "choices-baseline-for-each-month", "documents-one-twice", "agreement-ladder-bands-not-the-whole",
        "agreement-ladder-bands-out-of-order", "agreement-ladder-group-twice", "agreement-ladder-month-of-another-year",
        "agreement-ladder-of-unknown-source", "agreement-ladder-share-for-percent", "agreement-ladder-without-amount",
        "documents-parts-out-of-order",
        "choices-same-effort-twice", "choices-effort-called-none", "choices-unknown-area", "choices-unknown-component",
        "choices-unknown-component-at-stake", "choices-unknown-requirement", "choices-unknown-source",
        "choices-no-source", "choices-unchecked", "choices-payment-without-amount", "choices-eleven-months",
        "choices-count-with-denominator", "choices-share-without-denominator", "region-lan-code-of-nobody",
        "region-other-id", "region-prefix-claimed-twice", "choices-own-day-and-month", "choices-own-told-twice",
        "choices-own-unknown-component", "choices-own-unknown-deadline", "choices-own-unknown-source",
        "agreement-amendments-overlap", "agreement-components-above-total", "agreement-continues-nothing",
        "agreement-decided-by-of-conditional-money",
        "agreement-deadline-with-day-and-month", "agreement-two-totals-chosen", "choices-more-approved-than-completed",
        "choices-more-granted-than-applied", "choices-one-code-for-two-efforts", "choices-own-component-as-the-nations",
        "choices-parts-do-not-sum",
        "agreement-fte-of-nobody", "agreement-fte-minimum-below-nought", "agreement-fte-price-below-nought",
        "agreement-split-of-nothing", "agreement-split-part-twice", "agreement-each-and-national",
        "agreement-each-below-nought", "agreement-national-below-nought", "agreement-two-prices-chosen",
        "agreement-no-price-chosen", "agreement-price-below-nought", "agreement-same-price-twice",
        "agreement-listed-price-below-nought", "agreement-fixed-to-every-region",
        "agreement-population-date-missing", "agreement-both-dates-missing",
        "agreement-equal-sums-above-total",
        "choices-stated-component-twice", "choices-same-parts-in-another-order", "choices-listed-unit-twice",
        "choices-listed-and-full-time-equivalents", "choices-quantities-of-another-rule",
        "choices-volume-without-price", "choices-volume-of-unknown-price",
        "choices-stated-unknown-without-source", "choices-stated-unknown-unchecked",
        "agreement-national-unknown-without-source",
        "choices-own-no-population", "choices-stated-below-nought", "agreement-amendment-of-another-year",
        "agreement-amendment-of-closing", "agreement-amendment-below-nought", "agreement-amendment-of-unknown",
        "agreement-amendment-of-each", "agreement-window-backwards", "agreement-cap-at-no-price",
        "agreement-population-of-a-later-year", "agreement-continues-itself", "agreement-contradiction-twice",
        "agreement-total-below-nought", "workbook-smallest-count-of-one",
        "choices-recognition-without-source", "choices-recognition-of-no-known-source",
        "choices-recognition-without-role", "choices-recognition-of-nothing", "choices-recognition-twice",
        "choices-opening-without-source", "choices-opening-unknown-without-source",
        "choices-opening-of-unknown-source", "choices-opening-not-chosen", "choices-opening-claim-without-codes",
        "region-annual-report-without-source", "region-annual-report-before-the-year-ended",
        "region-annual-report-as-example", "region-annual-report-twice",
        "choices-budget-two-of-one-day",
        "choices-budget-after-the-year", "choices-budget-version-without-day", "choices-budget-paragraph-of-no-day",
        "choices-budget-version-months-do-not-sum", "choices-salary-share-above-one", "choices-salary-share-backwards",
        "agreement-deadline-of-unknown-component", "choices-own-deadline-of-unknown-component",
        "choices-own-deadline-named-as-the-national", "choices-event-fulfils-nothing",
        "choices-event-submission-of-nothing",
        "choices-event-fulfils-another-kind", "choices-event-fulfils-twice", "choices-event-sent-before-ready",
        "choices-event-receipt-before-sending", "choices-event-receipt-without-sending",
        "choices-event-receipt-before-its-day", "choices-event-payment-is-sent", "choices-event-for-a-later-year",
        "choices-event-for-a-year-without-file", "choices-event-for-another-year-of-its-date",
        "choices-decision-neither-taken-nor-awaited", "choices-decision-taken-and-awaited",
        "choices-decision-before-it-was-asked", "choices-decision-without-source",
    ],
    "days, amounts and levels that cannot be, or only beside others": [
        "agreement-checked-before-its-source", "agreement-faults-on-lines-of-their-own",
        "agreement-goal-above-a-hundred", "agreement-key-date-after-the-year", "agreement-smaller-than-a-region",
        "choices-budget-above-the-country", "choices-checked-before-its-source", "choices-decision-of-another-decade",
        "choices-effort-status-before-its-year", "choices-forecast-after-its-year",
        "choices-forecast-before-its-year", "choices-forecast-of-the-final-accounts", "choices-level-above-a-hundred",
        "choices-level-below-nought", "choices-met-by-a-dash", "choices-met-without-evidence",
        "choices-met-without-the-key", "choices-negative-amounts", "choices-payment-before-its-year",
        "choices-payment-in-another-unit", "choices-payment-long-after-its-year", "choices-repayment-of-another-year",
        "choices-requirement-before-its-year", "choices-requirement-long-after-its-year", "choices-same-event-twice",
        "choices-target-as-a-share", "choices-unit-a-factor-wrong", "choices-values-on-lines-of-their-own",
        "region-accounts-backwards", "region-chart-backwards", "region-code-of-another-width",
        "workbook-largest-amount", "workbook-share-as-percent", "workbook-watch-above-off", "workbook-file-names-alike",
        "choices-unknown-lead-indicator",
        "workbook-file-names-in-a-folder", "workbook-file-names-open-brace", "workbook-file-names-unknown",
    ],
    "money passed on that the frame, the year or another receiver does not let through": [
        "choices-distribution-above-frame", "choices-distribution-above-frame-together",
        "choices-distribution-allotted-below-nought", "choices-distribution-another-year",
        "choices-distribution-backwards", "choices-distribution-before-its-months", "choices-distribution-below-nought",
        "choices-distribution-event-on-own-frame", "choices-distribution-not-separated",
        "choices-distribution-same-amount-twice", "choices-distribution-same-codes", "choices-distribution-told-twice",
        "choices-distribution-unknown-component", "choices-distribution-unknown-counterpart",
        "choices-distribution-without-frame", "choices-distribution-without-source",
    ],
    "what is told of those who have a frame of the region's own": [
        "choices-own-posts-below-nought", "choices-own-posts-of-unknown-unit", "choices-own-posts-twice",
        "choices-own-state-met-without-evidence", "choices-own-state-of-another-year", "choices-own-state-of-nothing",
        "choices-own-state-twice", "region-unit-of-unknown-area",
    ],
    "what stands beside the cost, on accounts or by terms that cannot be": [
        "agreement-overhead-percent-above-hundred", "agreement-overhead-percent-of-no",
        "choices-cofinancing-of-own-income",
        "choices-cofinancing-on-cost", "choices-cofinancing-twice", "choices-investments-decided-late",
        "choices-investments-decided-without-source", "choices-investments-on-cost",
        "choices-investments-without-account",
    ],
    "keys that a component's rule needs or does not take": [
        "agreement-cap-without-price", "agreement-key-of-another-rule", "agreement-share-without-population",
    ],
    "a text or list that is there but holds nothing": [
        "agreement-blank-title", "agreement-cap-with-empty-price", "agreement-deadline-with-blank-receiver",
        "choices-stated-of-nothing",
    ],
    "a word for what is not known that is no name or number": ["choices-unknown-in-swedish"],
    "an amount or day that is text of another form": [
        "agreement-amendment-in-words", "choices-amount-too-fine", "choices-amount-with-comma",
        "choices-budget-in-words", "choices-no-such-date", "choices-part-with-comma",
        "agreement-day-of-another-millennium",
    ],
    "the form of the YAML itself": [
        "choices-alias", "choices-anchor", "choices-duplicate-key", "choices-tag",
    ],
}  # fmt: skip


class EditorLoader(yaml.CSafeLoader):
    """YAML as an editor reads it: by YAML 1.2, where a day is text."""


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@functools.cache
def schema(name: str) -> dict:
    return json.loads(schema_texts()[f"params/schema/{name}.json"])


def faults(name: str, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema(name)).iter_errors(data)]


def test_the_schemas_in_params_are_what_the_models_give() -> None:
    assert stale_schemas(ROOT) == []
    assert {path.name for path in (ROOT / "params/schema").iterdir()} == {
        f"{name}.json" for name in (*MODELS, "record")
    }


@pytest.mark.parametrize("name", [*MODELS, "record"])
def test_each_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_names_a_schema_in_its_first_line_and_follows_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    sign = "# yaml-language-server: $schema="
    assert first.startswith(sign)
    named = (path.parent / first.removeprefix(sign)).resolve()
    assert named.parent == ROOT / "params/schema"
    assert named.is_file()
    assert faults(named.stem, yaml.load(path.read_text(encoding="utf-8"), EditorLoader)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_files_follow_their_schema(kind: str) -> None:
    text = (HERE / "sound" / f"{kind}.yaml").read_text(encoding="utf-8")
    assert faults(KINDS[kind], yaml.load(text, EditorLoader)) == []


@pytest.mark.parametrize("path", sorted((HERE / "broken").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_file_is_marked_by_its_schema_or_stands_among_those_that_cannot_be(path: Path) -> None:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), EditorLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return
    passed = {name for names in PASSED.values() for name in names}
    found = faults(KINDS[path.stem.partition("-")[0]], data)
    assert bool(found) is (path.stem not in passed), found


def test_every_name_among_those_that_pass_is_a_broken_file() -> None:
    names = [name for several in PASSED.values() for name in several]
    assert len(names) == len(set(names))
    assert set(names) <= {path.stem for path in (HERE / "broken").glob("*.yaml")}


@pytest.mark.parametrize("name", EVERY_MODEL)
def test_every_key_has_title_description_and_an_example_that_holds(name: str) -> None:
    model = EVERY_MODEL[name]
    for top in MODELS:
        whole = schema(top)
        block = whole if MODELS[top] is model else whole["$defs"].get(name)
        if block is None:
            continue
        assert block["title"]
        assert block["description"].endswith(".")
        for key in keys_of(model):
            told = block["properties"][key]
            assert told["title"], key
            assert told["description"].endswith("."), key
            assert told["examples"] == [example(model, key)], key
            inside = {**told, "$defs": whole["$defs"]}
            assert [e.message for e in Draft202012Validator(inside).iter_errors(told["examples"][0])] == [], key


def test_no_text_is_left_of_a_key_or_word_that_is_gone() -> None:
    told = texts()["models"]
    used = {
        (one.__name__, key)
        for model in EVERY_MODEL.values()
        for key in ["", *keys_of(model)]
        for one in model.__mro__
        if key in told.get(one.__name__, {}) and told[one.__name__][key] is text_of(model, key)
    }
    bases = {(name, "") for name in ("Sourced", "Money")}
    assert {(name, key) for name, keys in told.items() for key in keys} == used | bases
    parts = {part for keys in told.values() for one in keys.values() for part in one}
    assert parts == {"title", "description", "example", "quoted", "numbers"}
    together = "".join(schema_texts().values())
    every = [one for one in texts()["words"].items() if not isinstance(one[1], dict)]
    every += [one for own in texts()["words"].values() if isinstance(own, dict) for one in own.items()]
    assert [word for word, meaning in every if f"{word} = {meaning}" not in together] == []


def test_words_a_key_allows_are_told_with_their_meaning() -> None:
    perspective = schema("region-agreement")["properties"]["perspective"]
    assert perspective["description"] == (
        "Vems kostnad som följs upp: purchaser = beställare; provider = utförare; "
        "group = hela koncernen, interna fakturor mellan egna enheter räknas bort."
    )
    assert perspective["anyOf"][0]["enum"] == ["purchaser", "provider", "group"]


def test_unknown_is_allowed_only_where_the_reader_takes_it() -> None:
    terms = Draft202012Validator(schema("agreement"))
    data = yaml.load((ROOT / "params/2018/agreements/patientmiljarden.yaml").read_text(encoding="utf-8"), EditorLoader)
    data["deadlines"][0]["date"] = "unknown"
    assert terms.is_valid(data)
    data["window"]["from"] = "unknown"
    assert not terms.is_valid(data)


def test_a_stale_or_missing_schema_is_told_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "params/workbook.yaml").write_text("default_region: x\n", encoding="utf-8")
    assert len(write_schemas(tmp_path)) == 7
    (tmp_path / "params/schema/region.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / "params/schema/sidecar.json").unlink()
    with pytest.raises(SystemExit) as left:
        main(["schema", "--check", "--root", str(tmp_path)])
    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        "params/schema/region.json: schemat stämmer inte med modellerna. Kör make schema.",
        "params/schema/sidecar.json: schemat saknas. Kör make schema.",
    ]
    with pytest.raises(SystemExit) as left:
        main(["schema", "--root", str(tmp_path)])
    assert left.value.code == 0
    assert capsys.readouterr().out == "params/schema/: 2 scheman skrivna.\n"
    assert stale_schemas(tmp_path) == []
