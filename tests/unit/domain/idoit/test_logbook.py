# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of the logbook, against a simulated server of each generation."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import (
    InputError,
    NotFoundError,
    NotStoredError,
)
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.logbook import (
    LOG,
    LOGBOOK,
    plan_logbook,
    read_logs,
)

from .cmdb import SERVER, Cmdb, cmdb
from .reading import filled


@pytest.fixture(params=["modern", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        server.objects(objects=[SERVER, {**SERVER, "title": "web02"}])
        yield server


def write(server: Cmdb, check: bool = False, **params: Any) -> dict[str, Any]:
    with server.session(check) as session:
        plan = plan_logbook(session, filled(LOGBOOK.spec().options, params))
        if not check:
            plan.apply(session.execute)
    return plan.as_result()


def lines(server: Cmdb, title: str) -> list[dict[str, Any]]:
    with server.session(check=True) as session:
        (row,) = session.objects({"title": title})
        (log,) = read_logs(session, [row["id"]], filled(LOG["options"], {}))
    return [line for line in log if not line["event"].startswith("C__")]


def test_each_call_writes_a_line(server: Cmdb) -> None:
    wanted = {"object": SERVER, "event": "Patched", "description": "3 packages", "alert_level": 2}
    for _time in range(2):
        result = write(server, **wanted)
        assert result["changed"]
        assert result["object"]["title"] == "web01"
    written = lines(server, "web01")
    assert [(each["event"], each["description"]) for each in written] == [("Patched", "3 packages")] * 2
    assert written[0]["alert_level"] == 2
    assert written[0]["source"] == "C__LOGBOOK_SOURCE__EXTERNAL"


def test_once(server: Cmdb) -> None:
    wanted = {
        "event": "Release <4.2> deployed",
        "comment": "by hand",
        "once_key": "release-4.2",
        "objects": [{"object": SERVER}, {"object": {**SERVER, "title": "web02"}, "event": "Other"}],
    }
    assert write(server, check=True, **wanted)["changed"]
    assert lines(server, "web01") == []
    assert write(server, **wanted)["changed"]
    for check in (True, False):
        again = write(server, check=check, **wanted)
        assert (again["changed"], again["steps"]) == (False, [])
    assert [each["comment"] for each in lines(server, "web01")] == ["[release-4.2] by hand"]
    assert [each["event"] for each in lines(server, "web02")] == ["Other"]
    assert write(server, **{**wanted, "once_key": "release-4.20"})["changed"], "another key, though it begins alike"


def test_a_key_is_whole_and_begins_the_comment(server: Cmdb) -> None:
    for comment in ("see [a]", "[ab]", "[a-b]"):
        write(server, object=SERVER, event="Patched", comment=comment)
    write(server, object=SERVER, event="Patched", once_key="ab c")
    twice = write(server, objects=[{"object": SERVER}] * 2, event="Patched", once_key="a")
    assert [each["changed"] for each in twice["results"]] == [True, False], "the first item writes it for both"
    assert not write(server, object=SERVER, event="Patched", once_key="a")["changed"]
    assert [each["comment"] for each in lines(server, "web01")][-2:] == ["[ab c]", "[a]"]


@pytest.mark.parametrize("key", ["", " ", "a]", "x [a", "a\nb", " a", "<b>"])
def test_a_key_that_might_not_be_found_again(server: Cmdb, key: str) -> None:
    with pytest.raises(InputError, match="once_key"):
        write(server, object=SERVER, event="Patched", once_key=key)


def test_objects_that_are_missing(server: Cmdb) -> None:
    missing = {"object": {**SERVER, "title": "web99"}, "event": "Patched"}
    foreseen = write(server, check=True, **missing)
    assert foreseen["changed"]
    assert "web99" in foreseen["unresolved"][0]
    with pytest.raises(NotFoundError, match="web99"):
        write(server, **missing)
    with pytest.raises(NotFoundError, match="web99"):
        write(server, check=True, **missing, check_missing="fail")
    with pytest.raises(InputError, match="object and event"):
        write(server, object=SERVER)


@pytest.mark.parametrize("answer", [4711, 0])
def test_a_line_that_did_not_stick_is_a_failure(server: Cmdb, monkeypatch: pytest.MonkeyPatch, answer: int) -> None:
    write(server, object=SERVER, event="Patched")
    monkeypatch.setattr(type(server.simulator.world.logbook), "add", lambda _log, _record: answer)
    with pytest.raises(NotStoredError, match="Patched"):
        write(server, object=SERVER, event="Patched")


def test_a_key_that_did_not_stick_is_a_failure(server: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    logbook = type(server.simulator.world.logbook)
    keep = logbook.add
    monkeypatch.setattr(logbook, "add", lambda log, record: keep(log, dataclasses.replace(record, comment="")))
    with pytest.raises(NotStoredError, match="once_key 'a'"):
        write(server, object=SERVER, event="Patched", once_key="a")


def test_what_the_server_escapes_or_cuts_off_is_found_again(server: Cmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    logbook = type(server.simulator.world.logbook)
    keep = logbook.add

    def mangled(log: Any, record: Any) -> int:
        return keep(
            log, dataclasses.replace(record, event=html.escape(record.event), comment=html.escape(record.comment)[:20])
        )

    monkeypatch.setattr(logbook, "add", mangled)
    wanted = {"object": SERVER, "event": "Moved <here>", "once_key": "R&D", "comment": "a long story " * 9}
    assert write(server, **wanted)["changed"]
    assert not write(server, **wanted)["changed"]
