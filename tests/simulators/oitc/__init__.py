# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated openITCOCKPIT 5.3.0 server, built from recorded exchanges (contracts/oitc) and oitc-observed.md."""

from __future__ import annotations

from pathlib import Path

from .simulator import OitcSimulator


def create(seed: str = "stock", state_dir: str | None = None) -> OitcSimulator:
    """A simulator in the state of a fresh installation; with ``state_dir`` it keeps its state in a file there.

    ``seed``: ``stock``, or ``demo``, which is the same here.
    """
    if seed not in ("stock", "demo"):
        raise ValueError(f"unknown seed {seed!r}")
    if state_dir is None:
        return OitcSimulator()
    Path(state_dir).mkdir(parents=True, exist_ok=True)
    return OitcSimulator(str(Path(state_dir) / "oitc.sqlite"))
