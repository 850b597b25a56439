# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the domain meets Ansible: params in, plan executed or not, result out, errors to fail_json."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

from ._argspec import ArgSpec
from ._errors import ApiError, TransportError
from ._http import REQUESTS_IMPORT_ERROR
from ._plan import Plan
from ._secrets import loggable, secret_values

#: Opens a client: takes the connection options, ``check_mode`` and ``log``; usable in a ``with`` statement.
Connect = Callable[..., Any]

#: How often a plan is tried whose writes break off; a client sends less at a time after each.
TRIES = 3


class _Module(AnsibleModule):  # type: ignore[misc]
    """Hides the secrets inside free dicts before the options reach a log."""

    params: dict[str, Any]

    def _log_invocation(self) -> None:
        self.no_log_values.update(secret_values(self.params))
        given, self.params = self.params, loggable(self.params, self.argument_spec)
        try:
            super()._log_invocation()
        finally:
            self.params = given


def run(spec: ArgSpec, connect: Connect, make_plan: Callable[[Any, Mapping[str, Any]], Plan]) -> None:
    """Run a module that may write: plan, and unless in check mode carry the plan out."""

    def work(module: AnsibleModule, client: Any) -> dict[str, Any]:
        plan = make_plan(client, module.params)
        module.no_log_values.update(plan.secrets)
        try:
            if not module.check_mode:
                plan = _carry_out(plan, client, lambda: make_plan(client, module.params))
        finally:
            for item in plan.items:
                for warning in item.warnings:
                    module.warn(warning)
        return plan.as_result(with_diff=module._diff)

    _run(spec, connect, work)


def run_info(spec: ArgSpec, connect: Connect, read: Callable[[Any, Mapping[str, Any]], dict[str, Any]]) -> None:
    """Run a module that only reads; its client refuses every write."""

    def work(module: AnsibleModule, client: Any) -> dict[str, Any]:
        return {"changed": False, **read(client, module.params)}

    _run(spec, connect, work, read_only=True)


def _carry_out(plan: Plan, client: Any, plan_again: Callable[[], Plan]) -> Plan:
    """Apply the plan. When nobody can know whether a write arrived, read again and do what is still missing."""
    rest, tries_left = plan, TRIES
    while True:
        tries_left -= 1
        try:
            rest.apply(client.execute)
            break
        except TransportError as error:
            if error.delivered is False or not tries_left:
                raise
            rest = plan_again()
    if rest is not plan:
        for item, repeated in zip(plan.items, rest.items):
            item.result = repeated.result
            item.after = repeated.after
    return plan


def _run(
    spec: ArgSpec,
    connect: Connect,
    work: Callable[[AnsibleModule, Any], dict[str, Any]],
    read_only: bool = False,
) -> None:
    module = _Module(**spec.for_module(), supports_check_mode=True)
    if REQUESTS_IMPORT_ERROR:
        module.fail_json(msg=missing_required_lib("requests"), exception=REQUESTS_IMPORT_ERROR)
    try:
        with connect(module.params, check_mode=read_only or module.check_mode, log=module.debug) as client:
            result = work(module, client)
    except ApiError as error:
        module.no_log_values.update(error.secrets)
        module.fail_json(msg=str(error), error=error.as_result())
    failed = [item for item in result.get("results", []) if isinstance(item, dict) and item.get("failed")]
    if failed:
        module.fail_json(msg="; ".join(item["msg"] for item in failed), **result)
    module.exit_json(**result)
