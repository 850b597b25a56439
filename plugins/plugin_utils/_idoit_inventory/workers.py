# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bounded pool of readers, each with a session of its own: a client belongs to one thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any, TypeVar

from ...module_utils._idoit.rpc import Session, connect

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers:
    """Up to ``count`` threads; use it in a ``with`` statement, which waits for all of them and logs out.

    Nothing is left running when it ends: a process that Ansible forks afterwards finds no thread of ours.
    """

    def __init__(
        self, options: Mapping[str, Any], count: int, log: Callable[[str], None] | None, opened: Any = connect
    ) -> None:
        self._options = options
        self._log = log
        self._connect = opened
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix="idoit-inventory")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._sessions: list[Session] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        for session in self._sessions:
            session.close()

    @property
    def requests(self) -> int:
        """The HTTP requests sent so far, by all of them."""
        return sum(session.http.counters.requests for session in self._sessions)

    def run(self, job: Callable[[Session], Result]) -> Result:
        """Do one thing and wait for it."""
        return self._pool.submit(self._with_session, job).result()

    def map(self, job: Callable[[Session, Item], Result], items: Iterable[Item]) -> list[Result]:
        """Do one thing per item, side by side; the results in the order of the items. Raises the first error."""
        futures = [self._pool.submit(self._with_session, job, item) for item in items]
        done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        for future in waiting:
            future.cancel()
        _raise_first(future for future in futures if future in done)
        return [future.result() for future in futures]

    def _with_session(self, job: Callable[..., Result], *arguments: Any) -> Result:
        session = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = self._connect(self._options, log=self._log)
            with self._lock:
                self._sessions.append(session)
        return job(session, *arguments)


def _raise_first(futures: Iterable[Future[Any]]) -> None:
    for future in futures:
        failure = future.exception()
        if failure is not None:
            raise failure
