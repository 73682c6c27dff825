"""The Makefile as its users meet it: in a copy of the project, with stand-ins for Python and for our command."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPIED = ["Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"]
SCRIPTS = ["environment.sh", "clean.sh", "lock.sh"]
CLEARED = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "PYTHON", "PERIOD", "REGION", "UPGRADE")

# Answers as a Python of the given version, and on «-m venv» makes a .venv whose commands only note their arguments.
PYTHON = """#!/bin/sh
case "$2" in
    *version_info*) echo {version} ;;
    *ensurepip*) exit {venv} ;;
    venv)
        mkdir -p .venv/bin
        for command in python statsbidrag ruff; do
            printf '#!/bin/sh\\necho "%s $*" >>calls\\nexit %s\\n' $command {pip} >.venv/bin/$command
            chmod +x .venv/bin/$command
        done ;;
esac
"""
PIP = "python -m pip --quiet --quiet --disable-pip-version-check --no-input install"


@pytest.fixture
def project(tmp_path):
    """A folder with space and å in its name that holds what make needs."""
    folder = tmp_path / "Södra länet" / "uppföljning på väg"
    (folder / "tools").mkdir(parents=True)
    for name in COPIED:
        shutil.copy(ROOT / name, folder / name)
    for name in SCRIPTS:
        shutil.copy(ROOT / "tools" / name, folder / "tools" / name)
    return folder


def stand_in(folder: Path, version: str = "3.12", venv: int = 0, pip: int = 0) -> str:
    """The path of a Python that answers ``version``; ``venv`` and ``pip`` are exit codes of those modules."""
    path = folder / "python stand-in"
    path.write_text(PYTHON.format(version=version, venv=venv, pip=pip), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name not in CLEARED}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def calls(folder: Path) -> list[str]:
    """What the commands of .venv were asked since last time, but for the look whether its Python runs."""
    noted = folder / "calls"
    lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
    noted.unlink(missing_ok=True)
    return [line for line in lines if line != "python -c "]


def said(result: subprocess.CompletedProcess) -> list[str]:
    """The lines on stderr but for make's own last one."""
    return [line for line in result.stderr.splitlines() if not line.startswith("make:")]


def test_make_alone_lists_every_target(project):
    result = make(project)
    assert result.returncode == 0
    listed = [line.split()[1] for line in result.stdout.splitlines()]
    phony = next(line for line in (project / "Makefile").read_text().splitlines() if line.startswith(".PHONY: help"))
    assert listed == phony.split()[1:]
    assert "make lab           öppnar JupyterLab på notebooks/" in result.stdout
    assert result.stderr == ""


def test_a_missing_python_is_named(project):
    result = make(project, "reports", "PYTHON=python3-saknas")
    assert result.returncode == 2
    assert said(result) == [
        "Python saknas: kommandot «python3-saknas» finns inte.",
        "Installera Python 3.11–3.14 (Debian och Ubuntu: sudo apt-get install python3 python3-venv)",
        "eller ange var det finns: make PYTHON=/sökväg/till/python3 …",
    ]
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10", "3.15", "4.12"])
def test_another_version_of_python_is_refused(project, version):
    python = stand_in(project, version=version)
    result = make(project, "test", f"PYTHON={python}")
    assert result.returncode == 2
    assert said(result) == [
        f"Kommandot «{python}» är Python {version}. Arbetsboken behöver 3.11–3.14.",
        "Installera en sådan och ange den: make PYTHON=python3.14 …",
    ]


def test_a_command_that_is_no_python_is_refused(project):
    result = make(project, "import", "PYTHON=false")
    assert result.returncode == 2
    assert said(result) == [
        "Kommandot «false» går inte att köra som Python.",
        "Ange ett annat: make PYTHON=/sökväg/till/python3 …",
    ]


def test_a_python_without_venv_is_refused(project):
    result = make(project, "reports", f"PYTHON={stand_in(project, venv=1)}")
    assert result.returncode == 2
    assert said(result) == [
        "Python 3.12 saknar modulen venv.",
        "Installera den (Debian och Ubuntu: sudo apt-get install python3-venv).",
    ]


def test_the_environment_is_made_once_and_again_when_the_lock_changes(project):
    python = f"PYTHON={stand_in(project)}"
    install = [
        f"{PIP} --require-hashes --only-binary :all: -r requirements.lock",
        f"{PIP} --no-deps --no-build-isolation --editable .",
    ]
    first = make(project, "import", python)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "Förbereder .venv ur requirements.lock, tar någon minut första gången …\n"
    assert calls(project) == [*install, "statsbidrag import"]

    assert make(project, "import", python).stdout == ""
    assert calls(project) == ["statsbidrag import"]

    stamp = (project / ".venv/prepared").stat().st_mtime
    for changed in ("requirements.lock", "pyproject.toml"):
        os.utime(project / changed, (stamp + 5, stamp + 5))
        assert make(project, "import", python).stdout == "Uppdaterar .venv ur requirements.lock …\n"
        assert calls(project) == [*install, "statsbidrag import"]
        os.utime(project / changed, (stamp - 5, stamp - 5))


def test_a_moved_folder_gets_an_environment_of_its_own(project):
    python = f"PYTHON={stand_in(project)}"
    make(project, "import", python)
    calls(project)
    moved = project.with_name("uppföljning här")
    project.rename(moved)
    python = f"PYTHON={stand_in(moved)}"
    make(moved, "import", python)
    assert len(calls(moved)) == 3
    assert (moved / ".venv/prepared").read_text(encoding="utf-8") == f"{moved}\n"
    make(moved, "import", python)
    assert calls(moved) == ["statsbidrag import"]


def test_a_failed_install_is_told_and_tried_again(project):
    failed = make(project, "reports", f"PYTHON={stand_in(project, pip=1)}")
    assert failed.returncode == 2
    assert said(failed)[0] == "Paketen i requirements.lock kunde inte installeras. Läs pips meddelande ovan."
    assert not any(call.startswith("statsbidrag") for call in calls(project))
    assert make(project, "reports", f"PYTHON={stand_in(project)}").returncode == 0
    assert calls(project)[-1] == "statsbidrag run"


def test_tests_add_the_developers_packages(project):
    make(project, "test", f"PYTHON={stand_in(project)}")
    install = f"{PIP} --require-hashes --only-binary :all: -r"
    assert [call for call in calls(project) if "--no-deps" not in call] == [
        f"{install} requirements.lock",
        f"{install} requirements-dev.lock",
        "python -m pytest -n auto --dist loadgroup",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["reports"], ["statsbidrag run"]),
        (["reports", "PERIOD=2018-11"], ["statsbidrag run --period 2018-11"]),
        (
            ["reports", "PERIOD=2018-T2", "REGION=jamtland-harjedalen"],
            ["statsbidrag run --period 2018-T2 --region jamtland-harjedalen"],
        ),
        (["import", "REGION=jamtland-harjedalen"], ["statsbidrag import --region jamtland-harjedalen"]),
        (["schema"], ["statsbidrag schema"]),
        (["mutate", "SAMPLE=10"], ["python tools/mutate.py --sample 10"]),
        (["campaign"], ["python -m tools.campaign"]),
        (["campaign", "SAMPLE=10"], ["python -m tools.campaign --sample 10"]),
        (["example-data"], ["python tools/make_example_data.py"]),
        (
            ["check"],
            [
                "ruff check src tests tools notebooks",
                "ruff format --check src tests tools",
                "python tools/ratchet.py",
                "statsbidrag check",
                "statsbidrag schema --check",
                "python -m pytest -q tests/test_house.py",
            ],
        ),
    ],
)
def test_a_target_calls_its_command(project, arguments, expected):
    make(project, *arguments, f"PYTHON={stand_in(project)}")
    assert [call for call in calls(project) if " install " not in call] == expected


def test_lab_listens_on_this_computer_only_and_opens_on_the_notebooks(project):
    make(project, "lab", f"PYTHON={stand_in(project)}")
    words = calls(project)[-1].split()
    assert words[:3] == ["python", "-m", "jupyterlab"]
    assert {"--ServerApp.ip=127.0.0.1", "--ServerApp.root_dir=.", "--LabApp.default_url=/lab/tree/notebooks"} < {*words}
    assert ("--allow-root" in words) == (os.getuid() == 0)
    assert not any("token" in word or "password" in word for word in words)


def test_clean_leaves_papers_raw_data_and_parameters(project):
    kept = [
        "data/raw/en-region/ledger/huvudbok.xlsx",
        "params/workbook.yaml",
        "reports/en-region/2018/forms/en överenskommelse/rekvisition.html",
        "reports/en-region/2018/forms/en överenskommelse/underlag/bilaga.pdf",
    ]
    removed = [
        "data/processed/en-region/ledger/1.parquet",
        "reports/index.html",
        "reports/en-region/2018-06/index.html",
        "reports/en-region/2018-06/en överenskommelse.html",
    ]
    for name in [*kept, *removed]:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name, encoding="utf-8")
    (project / "reports/en-region/2018/forms/utkast").mkdir()
    assert make(project, "clean").returncode == 0
    files = [path for top in ("data", "params", "reports") for path in (project / top).rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(project)) for path in files) == sorted(kept)
    assert not (project / "reports/en-region/2018-06").exists()
    assert (project / "reports/en-region/2018/forms/utkast").is_dir()
    assert make(project, "clean").returncode == 0


def test_lock_files_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        for entry in text.replace("\\\n", " ").splitlines():
            assert "==" in entry.split()[0], entry
            assert "--hash=sha256:" in entry, entry


def test_the_developers_lock_holds_the_users_lock():
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.removesuffix(" \\") for line in lines if line and not line.startswith(" ")}

    assert pins("requirements.lock") < pins("requirements-dev.lock")
