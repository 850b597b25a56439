# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the domain meets Ansible: what a module prints, in and out of check mode, and when something fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from ansible.module_utils import basic

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils import _run
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._argspec import IDOIT_CONNECTION, ArgSpec
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import ApiError, InputError, TransportError
from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._plan import Item, Plan, Step

SPEC = ArgSpec({"titles": {"type": "list", "elements": "str"}, "api_key": {"type": "str", "no_log": True}})


class Store:
    """A client of a system that stores titles; ``failures`` are raised one per write, after it was done or before."""

    def __init__(self) -> None:
        self.titles: set[str] = set()
        self.failures: list[tuple[str, ApiError]] = []
        self.opened: list[dict[str, Any]] = []
        self.open = False
        self.reads = 0

    def connect(self, options: Mapping[str, Any], **more: Any) -> Store:
        self.opened.append({**more, "options": options})
        return self

    def __enter__(self) -> Store:
        self.open = True
        return self

    def __exit__(self, *_error: Any) -> None:
        self.open = False

    def execute(self, steps: Sequence[Step]) -> None:
        for step in steps:
            when, *errors = self.failures.pop(0) if self.failures else ("",)
            if when != "before":
                self.titles.add(step.request)
            for error in filter(None, errors):
                raise error
            step.done = True


def plan(store: Store, params: Mapping[str, Any]) -> Plan:
    store.reads += 1

    def item(title: str) -> Item:
        before = title if title in store.titles else None
        steps = [] if before else [Step(f"create {title}", title)]
        return Item(title, before, title, steps, {"object": {"title": title}}, [f"about {title}"] if steps else [])

    return Plan([item(title) for title in params["titles"]], as_list=True)


Module = Callable[..., dict[str, Any]]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def module(store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Module:
    def run(what: Callable[[], None] = lambda: _run.run(SPEC, store.connect, plan), **args: Any) -> dict[str, Any]:
        given = {"ANSIBLE_MODULE_ARGS": {"_ansible_remote_tmp": "/tmp", **args}}
        monkeypatch.setattr(basic, "_ANSIBLE_ARGS", json.dumps(given).encode())
        monkeypatch.setattr(basic, "_ANSIBLE_PROFILE", "legacy", raising=False)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            what()
        assert store.open is False, "the client is closed, whatever happened"
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert bool(ended.value.code) is printed.get("failed", False)
        return printed

    return run


def test_a_change(module: Module, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    warnings: list[str] = []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda _self, text: warnings.append(text))
    result = module(titles=["a", "b"], api_key="s3cret")
    assert result["changed"] is True
    assert result["steps"] == ["create a", "create b"]
    assert result["results"][0]["object"] == {"title": "a"}
    assert "diff" not in result
    assert warnings == ["about a", "about b"]
    assert store.titles == {"a", "b"}
    assert store.opened[0]["check_mode"] is False
    assert "s3cret" not in json.dumps(result)


def test_the_second_time_nothing_changes(module: Module) -> None:
    module(titles=["a"])
    assert module(titles=["a"])["changed"] is False


def test_secrets_of_the_plan_and_of_free_dicts_are_hidden(module: Module) -> None:
    def plan_with_secrets(_store: Store, params: Mapping[str, Any]) -> Plan:
        shown = {"told": "stored-1", "given": params["data"]}
        return Plan([Item("x", 1, 1, result=shown)], secrets=frozenset({"stored-1"}))

    spec = ArgSpec({"data": {"type": "dict"}})
    data = {"password": "s3cret", "title": "x", "C__CATG__PASSWD": {"title": "account", "password": "s3cret"}}
    result = module(lambda: _run.run(spec, Store().connect, plan_with_secrets), data=data)
    assert result["given"]["title"] == "x"
    assert result["given"]["C__CATG__PASSWD"]["title"] == "account"
    assert "s3cret" not in json.dumps(result)
    assert "stored-1" not in json.dumps(result)


def test_the_log_shows_the_keys_of_free_dicts_only(module: Module, monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[str] = []
    monkeypatch.setattr(basic.AnsibleModule, "log", lambda _self, text, **_more: logged.append(text))
    free = {"type": "dict"}
    listed = {"type": "list", "elements": "dict", "options": {"name": {"type": "str"}, "data": free}}
    spec = ArgSpec({"data": free, "entries": {"type": "list", "elements": "dict"}, "objects": listed})
    given = {
        "data": {"token": "t0ken"},
        "entries": [{"pin": "t0ken"}],
        "objects": [{"name": "x", "data": {"k": "t0ken"}}],
    }
    seen: list[Any] = []

    def no_plan(_store: Store, params: Mapping[str, Any]) -> Plan:
        seen.append({name: params[name] for name in given})
        return Plan([Item("x", 1, 1)])

    module(lambda: _run.run(spec, Store().connect, no_plan), **given)
    assert seen == [given]
    assert "t0ken" not in logged[0]
    assert all(word in logged[0] for word in ("token", "pin", "'name': 'x'", "'k'"))


def test_secrets_of_an_error_are_hidden(module: Module) -> None:
    def no_plan(_store: Store, _params: Mapping[str, Any]) -> Plan:
        error = InputError("there is no attribute 'x'", details={"given": "custom-1"})
        error.secrets = frozenset({"custom-1"})
        raise error

    result = module(lambda: _run.run(ArgSpec({"data": {"type": "dict"}}), Store().connect, no_plan), data={"x": "y"})
    assert result["failed"]
    assert "custom-1" not in json.dumps(result)


def test_check_mode_and_diff(module: Module, store: Store) -> None:
    result = module(titles=["a"], _ansible_check_mode=True, _ansible_diff=True)
    assert (result["changed"], result["diff"]) == (True, {"before": {"a": None}, "after": {"a": "a"}})
    assert store.titles == set()
    assert store.opened[0]["check_mode"] is True


def test_an_error_of_the_system(module: Module, store: Store) -> None:
    store.failures = [("", None), ("before", ApiError("no", system="i-doit", method="a.b", reason="Because."))]  # type: ignore[list-item]
    result = module(titles=["a", "b"])
    assert result["msg"] == "i-doit a.b: no. Because. Already done: create a. Not done: create b."
    assert result["error"]["method"] == "a.b"
    assert "exception" not in result or "Traceback" not in str(result["exception"])


def test_an_error_before_there_is_a_client(module: Module) -> None:
    def connect(*_options: Any, **_more: Any) -> Any:
        raise InputError("url is none")

    assert module(lambda: _run.run(SPEC, connect, plan), titles=["a"])["msg"] == "url is none"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_write_that_may_have_arrived_is_looked_up_first(module: Module, store: Store, when: str) -> None:
    store.failures = [(when, TransportError("broke off")), ("", None)]  # type: ignore[list-item]
    result = module(titles=["a", "b"])
    assert result["changed"] is True
    assert [item["before"] for item in result["results"]] == [None, None]
    assert store.titles == {"a", "b"}
    assert store.reads == 2


def test_a_write_that_breaks_off_again_and_again(module: Module, store: Store) -> None:
    store.failures = [("before", TransportError("broke off"))] * 10
    assert module(titles=["a"])["msg"] == "broke off"
    assert store.reads == _run.TRIES


def test_a_write_that_surely_did_not_arrive_is_an_error(module: Module, store: Store) -> None:
    store.failures = [("before", TransportError("down", delivered=False))]
    assert module(titles=["a"])["msg"] == "down"
    assert store.reads == 1


def test_items_that_failed_fail_the_module(module: Module) -> None:
    def failing(_store: Store, params: Mapping[str, Any]) -> Plan:
        items = [Item(title, None, title, error=ApiError(f"no {title}")) for title in params["titles"]]
        return Plan([*items, Item("fine", 1, 1)], as_list=True)

    result = module(lambda: _run.run(SPEC, Store().connect, failing), titles=["a", "b"])
    assert result["msg"] == "no a; no b"
    assert [item.get("failed", False) for item in result["results"]] == [True, True, False]


def test_reading_modules_never_write(module: Module, store: Store) -> None:
    def read(client: Store, params: Mapping[str, Any]) -> dict[str, Any]:
        return {"objects": sorted(client.titles), "asked": params["titles"]}

    store.titles = {"b", "a"}
    result = module(lambda: _run.run_info(SPEC, store.connect, read), titles=["x"])
    assert (result["changed"], result["objects"], result["asked"]) == (False, ["a", "b"], ["x"])
    assert store.opened[0]["check_mode"] is True


def test_a_machine_without_requests(module: Module, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_run, "REQUESTS_IMPORT_ERROR", "Traceback …")
    assert "requests" in module(titles=["a"])["msg"]


@pytest.mark.parametrize(("value", "missing"), [("https://cmdb", False), ("", True)])
def test_an_empty_variable_of_the_environment_is_not_set(
    module: Module, store: Store, monkeypatch: pytest.MonkeyPatch, value: str, missing: bool
) -> None:
    monkeypatch.setenv("IDOIT_URL", value)
    monkeypatch.setenv("IDOIT_USERNAME", "")
    result = module(
        lambda: _run.run_info(IDOIT_CONNECTION, store.connect, lambda _client, params: {"url": params["url"]}),
        api_key="k",
    )
    assert ("url" in result["msg"]) if missing else (result["url"] == value)
