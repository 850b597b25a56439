# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects on every way from state to state, against a simulated server of each generation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AuthError, UnsupportedError

from .cmdb import SERVER, Cmdb, cmdb

#: Record statuses of the server by the states that ask for them (idoit-api.md §4), and the state that is none.
STATUS = {"present": 2, "archived": 3, "deleted": 4, "template": 6, "mass_change_template": 7}
TEMPLATES = ("template", "mass_change_template")


@pytest.fixture(scope="module", params=["modern", "legacy"])
def shared(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        yield server


def calls_needed(start: str, target: str) -> int:
    """How many writes lead from one state to another on a modern server (idoit-api.md §4.1)."""
    if start == target or (start == "absent" and target in ("archived", "deleted")):
        return 0
    if start == "absent":
        return 2 if target in TEMPLATES else 1
    between = {start, target}.isdisjoint({"present", "absent"}) and (start in TEMPLATES) != (target in TEMPLATES)
    return 2 if between else 1


def cannot_do(start: str, target: str) -> str | None:
    """What an old server says that it cannot do (idoit-observed.md §5 and §9)."""
    if start == target:
        return None
    words = {"template": "as template", "mass_change_template": "as mass change template"}
    if target in words:
        return f"the legacy API cannot mark an object {words[target]}"
    return "the legacy API cannot bring an" if target == "present" and start != "absent" else None


@pytest.mark.parametrize("target", [*STATUS, "absent"])
@pytest.mark.parametrize("start", [*STATUS, "absent"])
def test_every_way_from_state_to_state(shared: Cmdb, start: str, target: str) -> None:
    server = {"title": f"{start} to {target}", "type": "C__OBJTYPE__SERVER"}
    if start != "absent":
        number = shared.objects(**server)["object"]["id"]
        shared.simulator.world.objects.update(number, status=STATUS[start])
    legacy = shared.simulator.world.dialect.name == "legacy"
    refusal = cannot_do(start, target) if legacy else None
    if refusal:
        for check in (True, False):
            with pytest.raises(UnsupportedError, match=refusal):
                shared.objects(check=check, **server, state=target)
            assert shared.writes == 0
        return
    foreseen = shared.objects(check=True, **server, state=target)
    assert shared.writes == 0
    moved = shared.objects(**server, state=target)
    needed = calls_needed(start, target)
    assert shared.writes == (min(needed, 1) if legacy else needed)
    assert (foreseen["changed"], moved["changed"]) == (needed > 0, needed > 0)
    assert foreseen["steps"] == moved["steps"]
    assert foreseen["before"] == moved["before"]
    gone = target == "absent" or (start == "absent" and not needed)
    status = "normal" if target == "present" else target
    for told in (foreseen, moved):
        assert (told["object"] or {}).get("status") == (None if gone else status)
    with shared.session() as session:
        stored = [row for each in STATUS.values() for row in session.objects({**server, "status": each})]
    assert [row["status"] for row in stored] == ([] if gone else [STATUS[target]])
    for check in (False, True):
        assert not shared.objects(check=check, **server, state=target)["changed"]
        assert shared.writes == 0


def test_an_archived_object_is_brought_back_not_made_twice(modern: Cmdb) -> None:
    first = modern.objects(**SERVER)["object"]["id"]
    modern.objects(**SERVER, state="archived")
    back = modern.four_ways(modern.objects, **SERVER)
    assert back["object"]["id"] == first
    assert (back["before"]["status"], back["after"]["status"]) == ("archived", "normal")


def test_an_old_server_says_what_it_cannot_do() -> None:
    with cmdb("legacy") as server:
        server.objects(**SERVER)
        server.objects(**SERVER, state="archived")
        with pytest.raises(UnsupportedError, match="cannot bring an archived or deleted object back"):
            server.objects(**SERVER)
        with pytest.raises(UnsupportedError, match="template"):
            server.objects(title="web02", type="C__OBJTYPE__SERVER", state="template")


def test_a_new_title_means_nothing_to_states_that_change_no_attributes(server: Cmdb) -> None:
    server.objects(title="web02", type=SERVER["type"])
    assert not server.objects(**SERVER, new_title="web02", state="absent")["changed"]
    assert not server.objects(title="web02", type=SERVER["type"])["changed"]


def test_a_purge_says_what_is_lost(server: Cmdb) -> None:
    server.objects(**SERVER)
    server.entries(object=SERVER, category="C__CATG__CPU", entries=[{"title": "A"}, {"title": "B"}])
    server.entries(object=SERVER, category="C__CATG__MODEL", data={"serial": "AB"})
    server.entries(object=SERVER, category="C__CATG__NETWORK_INTERFACE", data={"title": "Card"})
    foreseen = server.objects(check=True, **SERVER, state="absent")
    lost = {"C__CATG__CPU": 2, "C__CATG__MODEL": 1, "C__CATG__NETWORK_INTERFACE": 1}
    assert foreseen["before"]["entries"] == foreseen["lost"] == lost
    assert server.objects(**SERVER, state="absent")["lost"] == foreseen["lost"]
    assert server.objects(**SERVER, state="absent")["before"] is None


def test_no_purge_where_the_user_may_not_see_what_is_lost(server: Cmdb) -> None:
    server.objects(**SERVER)
    fault = {"kind": "member_error", "match": "C__CATG__CPU", "args": {"message": "You have no right to view this."}}
    server.simulator.faults.replace([fault])
    with pytest.raises(AuthError, match="no right to view"):
        server.objects(**SERVER, state="absent")
    assert server.writes == 0
