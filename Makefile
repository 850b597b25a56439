# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026, cmdbops contributors

# Each command makes what it needs under .venv/ and forgets every IDOIT_* and OITC_* variable of the caller.
PYTHON ?= python3
COMMANDS = demo test matrix lint unit contracts integration bench build docs simulators

help:
	@echo "demo         the main job, on the embedded servers"
	@echo "test         everything that CI runs"
	@echo "matrix       sanity, units and integration on every ansible-core from 2.16 on"
	@echo "lint         ruff, mypy, yamllint, ansible-lint, antsibull, REUSE"
	@echo "unit, contracts, integration     one kind of test; ARGS='-k word' goes to pytest"
	@echo "bench        speed and numbers of requests"
	@echo "build, docs  the artifact, the documentation; both into build/"
	@echo "simulators   i-doit and openITCOCKPIT in the foreground"

$(COMMANDS):
	@$(PYTHON) -m tests.tools $@ $(ARGS)

clean:
	rm -rf .venv build

.PHONY: help clean $(COMMANDS)
