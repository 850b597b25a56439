# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a handler can reach: the database, the clock, the tree of containers, the engine behind the server."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from ..wire import Faults
from .access import Access
from .clock import stored
from .engine import Engine
from .export import Export
from .store import Row, Store
from .tree import Tree


class World:
    """One openITCOCKPIT server. ``clock`` may be replaced by a test."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self.store = store
        self.faults = faults
        self.clock: Callable[[], float] = time.time
        self.tree = Tree(store)
        self.access = Access(store, self.tree, faults)
        self.engine = Engine(store, faults, self.now)
        self.export = Export(store, faults, self.engine, self.now)

    def now(self) -> float:
        return self.clock()

    def stamps(self) -> Row:
        """``created`` and ``modified`` of a new row."""
        moment = stored(self.now())
        return {"created": moment, "modified": moment}

    def modified(self) -> Row:
        return {"modified": stored(self.now())}

    def add_container(self, kind: int, parent: int | None, name: Any) -> int:
        number = self.store.insert("containers", {"containertype_id": kind, "parent_id": parent, "name": name})
        self.tree.refresh()
        return number

    def drop_container(self, number: int) -> None:
        self.store.delete("containers", id=number)
        self.tree.refresh()

    @staticmethod
    def new_uuid() -> str:
        return str(uuid.uuid4())
