PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup setup-dev demo test lint bench torture

help:
	@echo "make demo   a made-up office, its first night, and where to look"
	@echo "make test   the whole test suite"
	@echo "make setup  only the program's own environment"
	@echo "make bench  time and memory of a night with 550,000 rows, work of reading half a million and of deciding"
	@echo "make torture  every check at release size: hours; goes on where it was interrupted; SHARD=1/4 for a part"

$(VENV)/.runtime: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

setup: $(VENV)/.runtime

setup-dev: $(VENV)/.dev

demo: setup
	$(BIN)/python run.py --data demo demo

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto

bench: setup-dev
	$(BIN)/python -m benchmarks.night
	$(BIN)/python -m benchmarks.intake
	$(BIN)/python -m benchmarks.deciding

torture: setup-dev
	CALLSHEET_TORTURE=1 $(BIN)/python -m pytest -n auto -m torture -p tests.torture.going_on
