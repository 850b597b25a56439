# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both simulators in the foreground: ``make simulators``, or ``python -m tests.simulators`` from the repository.

When both are ready, one line of JSON goes to stdout: ``{"idoit": {"url", "api_key", "username", "password"},
"oitc": {"url", "api_key", "viewer_api_key"}}``. Switches of the environment: ``SIM_IDOIT_PORT``, ``SIM_OITC_PORT``
(default: free ones), ``IDOIT_PROFILE=modern|modern-doc|legacy``, ``SIM_SEED=stock|demo``, ``STATE_DIR`` (keeps the
state; without it each start is fresh), ``SIM_BULK`` (how many hosts i-doit holds from the start),
``SIM_ONLY=idoit|oitc`` (start one of them), ``SIM_EXIT_WITH_STDIN=1`` (end when stdin closes, so that tests leave
nothing behind).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .server import start
from .wire import Simulator


def _state(environment: Mapping[str, str], name: str) -> str | None:
    directory = environment.get("STATE_DIR")
    return str(Path(directory) / name) if directory else None


def _idoit(environment: Mapping[str, str]) -> tuple[Simulator, dict[str, str]]:
    from .idoit import create

    simulator = create(
        environment.get("IDOIT_PROFILE") or "modern",
        environment.get("SIM_SEED") or "stock",
        _state(environment, "idoit"),
        int(environment.get("SIM_BULK") or 0),
    )
    return simulator, {"api_key": simulator.api_key, "username": "admin", "password": "admin"}


def _oitc(environment: Mapping[str, str]) -> tuple[Simulator, dict[str, str]]:
    from .oitc import create

    simulator = create(seed=environment.get("SIM_SEED") or "stock", state_dir=_state(environment, "oitc"))
    return simulator, {"api_key": simulator.api_key, "viewer_api_key": simulator.viewer_api_key}


SIMULATORS = {"idoit": _idoit, "oitc": _oitc}


def _ended(loop: asyncio.AbstractEventLoop, environment: Mapping[str, str]) -> asyncio.Event:
    """Set on SIGTERM, SIGINT, and, if asked for, when stdin closes."""
    end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end.set)
    if environment.get("SIM_EXIT_WITH_STDIN") == "1":

        def read() -> None:
            if not os.read(sys.stdin.fileno(), 4096):
                loop.remove_reader(sys.stdin.fileno())
                end.set()

        loop.add_reader(sys.stdin.fileno(), read)
    return end


async def serve(environment: Mapping[str, str]) -> None:
    """Start what is asked for, say where it is, wait for the end."""
    end = _ended(asyncio.get_running_loop(), environment)
    only = environment.get("SIM_ONLY")
    ready: dict[str, Any] = {}
    started = []
    for name, make in SIMULATORS.items():
        if only in (None, "", name):
            simulator, access = make(environment)
            runner, url = await start(simulator, int(environment.get(f"SIM_{name.upper()}_PORT") or 0))
            started.append((simulator, runner))
            ready[name] = {"url": url, **access}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    await end.wait()
    for simulator, runner in started:
        await runner.cleanup()
        simulator.close()


if __name__ == "__main__":
    asyncio.run(serve(os.environ))
