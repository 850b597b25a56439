# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects and values for templates, against a simulated server of each generation; and the cache of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import AmbiguousError, InputError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._idoit.readers_lookup import Question, answer
from ansible_collections.cmdbops.idoit_oitc.plugins.plugin_utils._run_cache import RunCache

from .cmdb import SERVER, Cmdb, cmdb

TYPE = SERVER["type"]
SERIAL = "C__CATG__MODEL.serial"


@pytest.fixture(params=["modern", "legacy"])
def server(request: pytest.FixtureRequest) -> Iterator[Cmdb]:
    with cmdb(request.param) as server:
        server.objects(objects=[SERVER, {"title": "web01", "type": "C__OBJTYPE__CLIENT"}])
        server.entries(object=SERVER, category="C__CATG__MODEL", data={"serial": "S1"})
        server.entries(object=SERVER, category="C__CATG__IP", entries=[{"ipv4_address": f"10.0.0.{n}"} for n in (1, 2)])
        server.entries(object=SERVER, category="C__CATG__PASSWD", data={"title": "root", "password": "hush"})
        yield server


def ask(server: Cmdb, *terms: str, by: str = "title", value: str | None = None, **more: Any) -> list[Any]:
    question = Question.parse(terms, by, more.get("type"), value, more.get("categories", []))
    server.simulator.counters.clear()
    with server.session(check=True) as session:
        return [one and one["value"] for one in answer(session, question)]


def test_an_object(server: Cmdb) -> None:
    (found,) = ask(server, "web01", type=TYPE, categories=["C__CATG__MODEL"])
    assert (found["title"], found["type"]) == ("web01", TYPE)
    assert [entry["serial"] for entry in found["categories"]["C__CATG__MODEL"]] == ["S1"]
    assert server.requests <= 4
    assert ask(server, found["sysid"], by="sysid") == ask(server, str(found["id"]), by="id")
    assert ask(server, "web99", "web01", type=TYPE)[0] is None


def test_a_value(server: Cmdb) -> None:
    assert ask(server, "web01", type=TYPE, value=SERIAL) == ["S1"]
    assert ask(server, "web01", type=TYPE, value="C__CATG__MODEL.productid") == [None]
    assert ask(server, "web01", type=TYPE, value="C__CATG__IP.hostaddress") == [["10.0.0.1", "10.0.0.2"]]


def test_by_the_value_of_an_attribute(server: Cmdb) -> None:
    (found,) = ask(server, "S1", by=SERIAL, type=TYPE)
    assert found["title"] == "web01"
    assert ask(server, "s1", by=SERIAL, type=TYPE) == [None]


def test_what_cannot_be_answered(server: Cmdb) -> None:
    with pytest.raises(AmbiguousError, match="2 objects"):
        ask(server, "web01")
    with pytest.raises(InputError, match="secret"):
        ask(server, "web01", type=TYPE, value="C__CATG__PASSWD.password")
    for wrong in ({"by": "serial"}, {"value": "serial"}):
        with pytest.raises(InputError, match=r"C__CATG__MODEL\.serial"):
            ask(server, "web01", **wrong)
    (whole,) = ask(server, "web01", type=TYPE, categories=["C__CATG__PASSWD"])
    assert "hush" not in str(whole)


def test_the_cache_of_a_run(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    key = [{"api_key": "hush"}, {"terms": ["a"]}]
    assert [RunCache(tmp_path).get(key, make) for _time in range(2)] == [[1], [1]]
    assert RunCache(tmp_path).get([{"api_key": "hush"}, {"terms": ["b"]}], make) == [2]
    kept = list(tmp_path.iterdir())
    assert len(kept) == 2
    assert not [file for file in kept if "hush" in file.name + file.read_text()]
    kept[0].write_text("{broken")
    assert RunCache(tmp_path).get(key, make) in ([1], [3])
