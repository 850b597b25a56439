# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP client of openITCOCKPIT: reads, lists, writes and steps.

Paths are written without a leading slash and without ``.json``: ``hosts/edit/17``. Every call carries ``.json`` and
``angular=true``: without them the server answers 405, or 200 without doing anything (oitc-observed.md §3).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .._errors import ApiError
from .._http import Http, HttpOptions, Redactor
from .._plan import Result, Step
from .answers import SYSTEM, content, created_id, succeeded

PAGE_SIZE = 500
READERS = 4

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Write:
    """One write as a step holds it. ``{name}`` in ``path`` is filled from ``ids``; ids and body may hold placeholders.

    ``returns_id``: success is an id in the answer; otherwise it is ``success: true``.
    Calls with a way of their own override :meth:`send`.
    """

    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    ids: Mapping[str, int | Result] = field(default_factory=dict)
    returns_id: bool = False

    def send(self, client: Client) -> dict[str, Any]:
        """Send it and return the answer. Raises :class:`ApiError` unless it was done."""
        path = self.path.format(**_filled(self.ids))
        return client.post(path, _filled(self.body), returns_id=self.returns_id)


def connect(
    options: Mapping[str, Any], *, check_mode: bool = False, log: Callable[[str], None] | None = None
) -> Client:
    """A client for the connection options of a module or a plugin, to be used in a ``with`` statement."""
    redact = Redactor([options["api_key"]])
    settings = HttpOptions.from_options(options)
    return Client(lambda: Http(settings, SYSTEM, redact, read_only=check_mode, log=log), options["api_key"], check_mode)


class Client:
    """Talks to one server. Reads may run in several threads, each with a connection of its own."""

    def __init__(self, open_http: Callable[[], Http], api_key: str, check_mode: bool = False) -> None:
        self.check_mode = check_mode
        self._open_http = open_http
        self._local = threading.local()
        self._opened: list[Http] = []
        self._pool: ThreadPoolExecutor | None = None
        # A POST with any other spelling of the scheme is refused (oitc-observed.md §2).
        self._headers = {"Authorization": f"X-OITC-API {api_key}", "Accept": "application/json"}

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()
        for http in self._opened:
            http.close()

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent so far."""
        return sum(http.counters.requests for http in self._opened)

    def get(self, path: str, params: Mapping[str, Any] | None = None, *, expect: Sequence[str] = ()) -> dict[str, Any]:
        """Read. Fails when one of the keys of ``expect`` is not in the answer. Raises :class:`ApiError`."""
        body = self._send("GET", path, params=params, write=False)
        missing = [key for key in expect if key not in body]
        if missing:
            raise ApiError(f"the answer lacks {', '.join(missing)}", system=SYSTEM, method=f"GET /{path}", code=200)
        return body

    def scroll(self, path: str, key: str, sort: str, params: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The rows under ``key`` of all pages of a list, ordered by the column ``sort`` (``Hosts.name``).

        ``hasNextPage`` is no help, it is true after a full last page too: the end is a page that is not full
        (oitc-observed.md §4).
        """
        page = 1
        query = {"scroll": "true", "limit": PAGE_SIZE, "sort": sort, "direction": "asc", **(params or {})}
        while True:
            body = self.get(path, {**query, "page": page}, expect=(key, "scroll"))
            yield from body[key]
            if not body[key] or len(body[key]) < body["scroll"]["limit"]:
                return
            page += 1

    def post(self, path: str, body: Mapping[str, Any], *, returns_id: bool = False) -> dict[str, Any]:
        """Write. Fails unless the answer itself says that it was done; HTTP 200 says nothing."""
        answer = self._send("POST", path, body=body, write=True)
        done = created_id(answer) is not None if returns_id else succeeded(answer)
        if not done:
            raise ApiError(
                str(answer.get("message") or "the server answered success, but saved nothing"),
                system=SYSTEM,
                method=f"POST /{path}",
                code=200,
            )
        return answer

    def execute(self, steps: Sequence[Step]) -> None:
        """Carry out the steps one after the other."""
        for step in steps:
            write: Write = step.request
            step.answer = write.send(self)
            step.done = True

    def map(self, function: Callable[[Item], Value], items: Iterable[Item]) -> list[Value]:
        """``function`` of each item, in order, several at a time. Only for reads. Raises the first error."""
        work = list(items)
        if len(work) < 2:
            return [function(item) for item in work]
        if self._pool is None:
            self._pool = ThreadPoolExecutor(READERS)
        return list(self._pool.map(function, work))

    def _send(
        self,
        verb: str,
        path: str,
        *,
        write: bool,
        params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        http = self._http()
        what = f"{verb} /{path}"
        answer = http.send(
            verb,
            f"/{path}.json",
            write=write,
            what=what,
            headers=self._headers,
            params={"angular": "true", **(params or {})},
            json=body,
        )
        return content(answer, http, path, what)

    def _http(self) -> Http:
        if not hasattr(self._local, "http"):
            self._local.http = self._open_http()
            self._opened.append(self._local.http)
        http: Http = self._local.http
        return http


def id_from(step: Step) -> int:
    """The id that the answer of a step brought. Raises :class:`ApiError` when the step was not done."""
    number = created_id(step.answer or {})
    if number is None:
        raise ApiError(f"the step before it brought no id: {step.summary}", system=SYSTEM)
    return number


def _filled(value: Any) -> Any:
    """``value`` with each :class:`Result` replaced by the id that its step brought."""
    if isinstance(value, Result):
        return id_from(value.step)
    if isinstance(value, Mapping):
        return {key: _filled(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_filled(part) for part in value]
    return value
