# Everything a person needs: `make run` opens the desktop, `make test` proves the checkout.
PYTHON ?= python3
CHAIN ?=
POETRY := .poetry/bin/poetry
COMPOSE = $$(command -v docker-compose || echo docker compose) --project-name iceos --file deploy/compose.yaml
BIN := .venv/bin
export POETRY_VIRTUALENVS_IN_PROJECT = true
export POETRY_VIRTUALENVS_CREATE = true
unexport VIRTUAL_ENV
# a session bus is no part of this, and asking for one can take a minute where there is none
export PYTHON_KEYRING_BACKEND = keyring.backends.null.Keyring

.PHONY: package deb portable wheel run setup system test test-slow fuzz lint house bench peers images pictures translations docs up down clean help

help:
	@echo "make run [CHAIN=file]  set up and open the desktop (without a display: run in the terminal)"
	@echo "make test              set up, lint, types, import contracts, tests"
	@echo "make test-slow         the long proofs"
	@echo "make fuzz [MINUTES=30] what reads bytes of strangers, fed with what coverage leads to"
	@echo "make images            the images that nodes run in (needs Docker)"
	@echo "make up, make down     start and stop the server of deploy/compose.yaml"
	@echo "make house             figures of the house: circles, names, conditions, branches"
	@echo "make wheel             dist/iceos-….whl"
	@echo "make deb, portable     build/iceos_….deb, build/iceos-….tar.zst: no Python needed"
	@echo "make bench             all benchmarks"
	@echo "make translations      bring the catalogues of other languages up to date"
	@echo "make docs              write the pages that are made from the code"
	@echo "make setup             only set up; .venv/bin/iceos is there afterwards"

run: setup
	@deploy/run.sh $(CHAIN)

setup: system .venv/.ready

system:
	@deploy/system-packages.sh

# the stamp is newer than what it was made from when nothing has changed
.venv/.ready: pyproject.toml poetry.lock deploy/system-packages.sh $(POETRY)
	@POETRY_PYPI_MIRROR_URL=$$(deploy/package-index.sh) PYTHONWARNINGS=ignore \
		$(POETRY) install --all-extras --no-interaction --no-ansi > .poetry/install.log 2>&1 \
		|| { cat .poetry/install.log; exit 1; }
	@touch $@

$(POETRY): deploy/system-packages.sh | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "iceOS needs Python 3.11 or later: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up (the first time takes a minute or two) …"
	@$(PYTHON) -m venv .poetry
	@.poetry/bin/pip install --quiet --disable-pip-version-check 'poetry>=2,<3' 'poetry-plugin-pypi-mirror>=0.6'
	@touch $@

lint: setup
	$(POETRY) check --lock
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python deploy/house.py --check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m deploy.translations --check

house: setup
	$(BIN)/python deploy/house.py

# one process more than cores: tests of servers mostly wait
test: lint
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest --numprocesses=$$(n=$$(nproc); echo $$((n < 8 ? n + 1 : 8))) --dist=loadgroup --max-worker-restart=0 --cov --cov-report=
	@deploy/coverage.sh

test-slow: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m slow

MINUTES ?= 30
fuzz: setup
	@POETRY_PYPI_MIRROR_URL=$$(deploy/package-index.sh) $(POETRY) install --all-extras --with fuzz --quiet
	nice $(BIN)/python -m tests.fuzz.run $(MINUTES)

bench: setup peers
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.canvas
	$(BIN)/python -m benchmarks.tables
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.server
	deploy/images.sh std js && $(BIN)/python -m benchmarks.docker

# the program with its own Python: build/iceos, build/iceos_….deb, build/iceos-….tar.zst
package: setup
	@deploy/package/build.sh

deb: package
	@deploy/package/deb.sh

wheel: setup
	@$(POETRY) build --format wheel --quiet && ls dist

portable: package
	@deploy/package/portable.sh

# what the canvas and the tables are measured beside, each with packages of its own
peers: .peers/nodegraphqt/.ready .peers/polars/.ready

.peers/nodegraphqt/.ready:
	@$(PYTHON) -m venv .peers/nodegraphqt
	@.peers/nodegraphqt/bin/pip install --quiet --disable-pip-version-check 'NodeGraphQt==0.6.44' 'PySide6-Essentials<6.8' setuptools
	@touch $@

.peers/polars/.ready:
	@$(PYTHON) -m venv .peers/polars
	@.peers/polars/bin/pip install --quiet --disable-pip-version-check 'polars==2.1.0'
	@touch $@

clean:
	rm -rf build dist .venv .poetry .peers .mypy_cache .ruff_cache .pytest_cache .hypothesis

translations: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m deploy.translations

docs: setup
	$(BIN)/python -m deploy.reference

up:
	@$(COMPOSE) up --detach

down:
	@ICEOS_DB_PASSWORD=- ICEOS_BOOTSTRAP_TOKEN=- $(COMPOSE) down

images:
	@deploy/images.sh

pictures: setup
	$(BIN)/python -m docs.pictures
