# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the recorded sequences of 1.7.3 do not show, but the notes on them tell (idoit-observed.md)."""

from __future__ import annotations

from typing import Any

import pytest

from .api import KEY, Api


def create(api: Api, number: int, const: str, data: dict[str, Any]) -> Any:
    return api.call("cmdb.category.create", objID=number, category=const, data=data)["id"]


def test_what_it_does_not_know_answers_as_read_does(legacy: Api) -> None:
    number = legacy.server()
    assert legacy.call("cmdb.object.archive", id=number)["title"] == "web01"
    assert legacy.call("cmdb.object.archive", object=number) == []
    assert legacy.call("cmdb.object.read", id=number)["status"] == "2"
    error = legacy.error("cmdb.category.save", object=number, category="C__CATG__MODEL", data={"serial": "1"})
    assert error["code"] == -32602
    assert error["data"]["error"] == "Parameter objID has to be numeric."


def test_a_call_that_fails_leaves_behind_what_it_did(legacy: Api) -> None:
    number = legacy.server()
    data = {"manufacturer": "Left Inc.", "id": 1}
    legacy.error("cmdb.category.create", objID=999999, category="C__CATG__MODEL", data=data)
    update = {"objID": number, "category": "C__CATG__CPU", "data": {"manufacturer": "Left Inc.", "cores": "many"}}
    legacy.error("cmdb.category.create", **update)
    titles = [row["title"] for row in legacy.call("cmdb.dialog.read", category="C__CATG__CPU", property="manufacturer")]
    assert "Left Inc." in titles


def test_a_dialog_value_made_in_a_batch_reads_back_after_it_only(legacy: Api) -> None:
    number = legacy.server()
    params = {"apikey": KEY, "objID": number, "category": "C__CATG__MODEL"}
    data = {"serial": "1", "manufacturer": "Dell"}
    body = [
        {"jsonrpc": "2.0", "method": "cmdb.category.create", "params": {**params, "data": data}, "id": 1},
        {"jsonrpc": "2.0", "method": "cmdb.category.read", "params": params, "id": 2},
    ]
    created, read = legacy.post(body).json()
    assert (created["error"], created["result"]["success"]) == (None, True)
    assert (read["result"][0]["serial"], read["result"][0]["manufacturer"]) == ("1", None)
    assert legacy.entries(number, "C__CATG__MODEL")[0]["manufacturer"]["title"] == "Dell"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [(["a"], "Array"), (True, "1"), (False, ""), ("C__OBJTYPE__SERVER", "5"), ("<b>x</b>", "<b>x</b>")],
)
def test_texts_become_what_php_makes_of_them(legacy: Api, sent: Any, shown: str) -> None:
    number = legacy.server()
    create(legacy, number, "C__CATG__MODEL", {"serial": sent})
    assert legacy.entries(number, "C__CATG__MODEL")[0]["serial"] == shown


@pytest.mark.parametrize(("sent", "shown"), [(-3, "0"), (10**12, "4294967295")])
def test_numbers_are_cut_to_their_column(legacy: Api, sent: int, shown: str) -> None:
    number = legacy.server()
    create(legacy, number, "C__CATG__CPU", {"cores": sent})
    assert legacy.entries(number, "C__CATG__CPU")[0]["cores"] == shown


def test_a_partial_update_loses_tags_and_the_contact(legacy: Api) -> None:
    number = legacy.server()
    legacy.call("cmdb.category.update", objID=number, category="C__CATG__GLOBAL", data={"tag": "red,green"})
    legacy.call("cmdb.category.update", objID=number, category="C__CATG__GLOBAL", data={"description": "x"})
    assert legacy.entries(number, "C__CATG__GLOBAL")[0]["tag"] is None
    create(legacy, number, "C__CATG__CONTACT", {"contact": 9, "role": "User"})
    legacy.call("cmdb.category.update", objID=number, category="C__CATG__CONTACT", data={"id": 1, "primary": 1})
    assert legacy.entries(number, "C__CATG__CONTACT")[0]["contact_object"]["id"] == "1"


def test_a_partial_update_of_a_net_loses_its_domains_and_swaps_its_range(legacy: Api) -> None:
    const = "C__CATS__NET"
    number = int(legacy.call("cmdb.object.create", type="C__OBJTYPE__LAYER3_NET", title="lan")["id"])
    data = {"type": 1, "address": "10.0.0.0", "netmask": "255.255.255.0", "dns_domain": "a.example"}
    create(legacy, number, const, {**data, "range_from": "10.0.0.1", "range_to": "10.0.0.254"})
    assert legacy.entries(number, const)[0]["dns_domain"][0]["title"] == "a.example"
    for ends in (("10.0.0.254", "10.0.0.1"), ("10.0.0.1", "10.0.0.254")):
        legacy.call("cmdb.category.update", objID=number, category=const, data={"description": "x"})
        (shown,) = legacy.entries(number, const)
        assert (shown["range_from"], shown["range_to"]) == ends
        assert (shown["dns_domain"], shown["address"]) == (None, "10.0.0.0")


def test_a_partial_update_of_a_logical_port_loses_its_net(legacy: Api) -> None:
    const, number = "C__CMDB__SUBCAT__NETWORK_INTERFACE_L", legacy.server()
    net = int(legacy.call("cmdb.object.create", type="C__OBJTYPE__LAYER2_NET", title="vlan")["id"])
    entry = create(legacy, number, const, {"title": "eth0.5", "net": [net]})
    assert [shown["id"] for shown in legacy.entries(number, const)[0]["net"]] == [str(net)]
    update = {"objID": number, "category": const}
    legacy.call("cmdb.category.update", **update, data={"id": entry, "title": "eth0.6", "net": [net]})
    assert [shown["id"] for shown in legacy.entries(number, const)[0]["net"]] == [str(net)]
    legacy.call("cmdb.category.update", **update, data={"id": entry, "title": "eth0.7"})
    assert (legacy.entries(number, const)[0]["net"] or None, legacy.entries(number, const)[0]["title"]) == (
        None,
        "eth0.7",
    )


def test_ids_are_read_as_php_reads_them(legacy: Api) -> None:
    number = legacy.server()
    assert legacy.call("cmdb.object.read", id=f"{number}abc")["title"] == "web01"
    for root in ([5], {"a": 1}, True):
        assert legacy.call("cmdb.object.read", id=root)["title"] == "Root location"
    assert legacy.call("cmdb.object.update", id="abc", title="x")["success"] is True
    assert legacy.call("cmdb.object.delete", ids=[])["success"] is True


def test_deleting_several_stops_at_the_first_that_is_not_there(legacy: Api) -> None:
    first, last = legacy.server("a"), legacy.server("b")
    legacy.error("cmdb.object.delete", ids=[first, 999999, last])
    assert [legacy.call("cmdb.object.read", id=number)["status"] for number in (first, last)] == ["4", "2"]


def test_key_and_user_are_compared_without_case_and_trailing_blanks(legacy: Api) -> None:
    legacy.headers = {"X-RPC-Auth-Username": "Admin ", "X-RPC-Auth-Password": "admin"}
    assert legacy.call("idoit.version", apikey="C1IA5Q ")["login"]["username"] == "admin"
    legacy.headers = {"Authorization": "Bearer abc"}
    assert legacy.call("idoit.version")["login"]["username"] == "systemapi"


@pytest.mark.parametrize("body", [{}, 5, "text", []])
def test_a_body_that_is_no_call_is_answered_with_null(legacy: Api, body: Any) -> None:
    assert legacy.post(body).json() is None


def test_a_batch_that_begins_with_null_is_answered_by_one_object(legacy: Api) -> None:
    assert legacy.post([None, {}]).json()["error"]["code"] == -32603


def test_old_names_of_categories_have_no_dialogs(legacy: Api) -> None:
    port = "C__CMDB__SUBCAT__NETWORK_PORT"
    assert legacy.call("cmdb.dialog.read", category=port, property="port_type") is False
    found = legacy.call("cmdb.dialog.read", catgID=port, property="port_type")
    assert {"id": "3", "const": "C__PORT_TYPE__ETHERNET", "title": "Ethernet"} in found


def test_a_machine_is_a_guest_by_other_numbers_than_sent(legacy: Api) -> None:
    number = legacy.server()
    for sent, shown in ((1, "2"), (0, "3")):
        create(legacy, number, "C__CATG__VIRTUAL_MACHINE", {"virtual_machine": sent})
        assert legacy.entries(number, "C__CATG__VIRTUAL_MACHINE")[0]["virtual_machine"]["id"] == shown


def test_several_categories_leave_empty_ones_out(legacy: Api) -> None:
    number = legacy.server()
    create(legacy, number, "C__CATG__MODEL", {"serial": "1"})
    found = legacy.call("cmdb.categories", objID=number, catgID=["C__CATG__MODEL", "C__CATG__CPU"])
    assert list(found["catgID"]) == ["C__CATG__MODEL"]
    assert found["catgID"]["C__CATG__MODEL"]["serial"] == "1"
