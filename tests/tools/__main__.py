# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``python3 -m tests.tools COMMAND [ARGUMENT …]``, which is what the Makefile calls."""

from __future__ import annotations

import os
import signal
import sys

from . import commands, environment, interpreters

NAMES = ("test", "matrix", "lint", "unit", "contracts", "integration", "bench", "build", "docs", "demo", "simulators")
SIMULATOR_SWITCHES = ("IDOIT_PROFILE",)


def main(words: list[str]) -> int:
    """Run the command that ``words`` begin with."""
    if not words or words[0] not in NAMES:
        print(f"usage: make [{'|'.join(NAMES)}]", file=sys.stderr)
        return 2
    try:
        interpreters.newest_core(interpreters.current())
    except LookupError as why:
        print(f"{why}: call `make PYTHON=python3.11 {words[0]}` with one that does", file=sys.stderr)
        return 2
    kept = environment.clean(os.environ, keep=SIMULATOR_SWITCHES if words[0] == "simulators" else ())
    os.environ.clear()
    os.environ.update(kept)
    return int(getattr(commands, words[0])(words[1:]))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_what: sys.exit("stopped"))
    sys.exit(main(sys.argv[1:]))
