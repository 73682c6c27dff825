# Each target is one call of the command it names; what they do is documented in README.md.
# PERIOD and REGION are passed on only when given, so that their defaults have one home, params/workbook.yaml.

PYTHON ?= python3
PERIOD ?=
REGION ?=
UPGRADE ?=
SAMPLE ?=

BIN := .venv/bin
REGION_OPTION = $(if $(REGION),--region "$(REGION)")
PERIOD_OPTION = $(foreach one,$(PERIOD),--period "$(one)")
# Jupyter refuses to run as root, which is who one is in a container, unless told that it is meant.
AS_ROOT = $(if $(filter 0,$(shell id -u)),--allow-root)

.DEFAULT_GOAL := help
.PHONY: help reports all import check test lab example-data golden schema register rules-page bench-report bench-import bench-csv bench-sie mutate campaign lock clean

help: ## visar den här listan
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s%s\n", $$1, $$2}' Makefile

reports: .venv/prepared ## läser in nya filer och bygger rapporterna (PERIOD=2018-06 REGION=… väljer andra)
	@$(BIN)/statsbidrag run $(PERIOD_OPTION) $(REGION_OPTION)

all: .venv/prepared ## bygger T1, T2 och bokslut för alla regioner och år (tar några minuter)
	@$(BIN)/statsbidrag run --all-years --region "$(or $(REGION),all)"

import: .venv/prepared ## läser in nya filer ur data/raw utan att bygga rapporter (REGION=…)
	@$(BIN)/statsbidrag import $(REGION_OPTION)

check: .venv/prepared-dev ## granskar kod, parametrar, rådata, anteckningsböcker och husets regler
	@$(BIN)/ruff check src tests tools notebooks
	@$(BIN)/ruff format --check src tests tools
	@$(BIN)/python tools/ratchet.py
	@$(BIN)/statsbidrag check
	@$(BIN)/statsbidrag schema --check
	@$(BIN)/python -m pytest -q tests/test_house.py

test: .venv/prepared-dev ## kör alla tester
	@$(BIN)/python -m pytest -n auto --dist loadgroup

lab: .venv/prepared ## öppnar JupyterLab på notebooks/ (bara på den här datorn, med nyckel i adressen)
	@$(BIN)/python -m jupyterlab --ServerApp.ip=127.0.0.1 --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks --LabApp.app_settings_dir=tools/jupyterlab $(AS_ROOT)

example-data: .venv/prepared ## skriver om de fiktiva exempelfilerna i data/raw
	@$(BIN)/python tools/make_example_data.py

golden: .venv/prepared-dev ## skriver om de godkända tabellerna i tests/golden; läs skillnaden innan den sparas
	@$(BIN)/python tools/make_golden.py

schema: .venv/prepared ## skriver om scheman för parameterfilerna i params/schema
	@$(BIN)/statsbidrag schema

register: .venv/prepared ## skriver om docs/register.md, tabellen över alla överenskommelser, ur params
	@$(BIN)/python tools/make_register.py

rules-page: .venv/prepared ## skriver om docs/regler.md, reglerna i räknade exempel, ur tests/cases
	@$(BIN)/python tools/make_rules_page.py

bench-report: .venv/prepared-dev ## mäter en rapport mot papermill och nbconvert som de är
	@$(BIN)/python tools/bench_report.py

bench-import: .venv/prepared-dev ## mäter inläsning av Excel, 200 000 och 1 000 000 rader, mot pandas med openpyxl
	@$(BIN)/python tools/bench_import.py

bench-csv: .venv/prepared-dev ## mäter inläsning av CSV, 1 och 10 miljoner rader, mot pandas C-läsare
	@$(BIN)/python tools/bench_csv.py

bench-sie: .venv/prepared-dev ## mäter inläsning av SIE med en miljon konteringar mot att dela raderna
	@$(BIN)/python tools/bench_sie.py

mutate: .venv/prepared-dev ## ändrar reglerna med avsikt och ser att ett test märker det (SAMPLE=10 tar var tionde)
	@$(BIN)/python tools/mutate.py $(if $(SAMPLE),--sample $(SAMPLE))

campaign: .venv/prepared-dev ## skadar 1 000 huvudboksfiler av varje format och ser att ingen summa ändras i tysthet (SAMPLE=10 tar var tionde)
	@$(BIN)/python -m tools.campaign $(if $(SAMPLE),--sample $(SAMPLE))

lock: ## låser paketens versioner på nytt efter ändring i pyproject.toml (UPGRADE=1 tar nyare versioner)
	@PYTHON="$(PYTHON)" sh tools/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## tar bort inläst data och byggda rapporter, aldrig handlingarna under reports/…/forms/
	@sh tools/clean.sh

# A copied or moved folder has a .venv that still points at the old one, so the folder's path is part of the stamp.
ifneq ($(shell cat .venv/prepared 2>/dev/null),$(CURDIR))
.PHONY: .venv/prepared
endif

.venv/prepared: requirements.lock pyproject.toml tools/environment.sh
	@sh tools/environment.sh "$(PYTHON)" requirements.lock $@

.venv/prepared-dev: requirements-dev.lock .venv/prepared
	@sh tools/environment.sh "$(PYTHON)" requirements-dev.lock $@
