# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the Controller: creating, changing and finding them under AWX's rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from . import rules
from .kinds import KINDS, REQUIRED, Kind, RejectedError

Row = dict[str, Any]
CONSTRUCTED_SOURCE = ("source_vars", "update_cache_timeout", "limit", "verbosity")
RETRIGGERS_UPDATE = ("scm_url", "scm_branch", "scm_type")


class Store:
    """All rows. ``playbooks``: what every project's repository holds. ``update_polls``: how many times a project is
    seen running before its update is over."""

    def __init__(self, playbooks: Iterable[str], update_polls: int) -> None:
        self.playbooks = list(playbooks)
        self.update_polls = update_polls
        self._tables: dict[str, dict[int, tuple[str, Row]]] = defaultdict(dict)
        self._last_id: dict[str, int] = defaultdict(int)
        self.links: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        self.surveys: dict[tuple[str, int], Row] = {}

    def rows(self, kind: Kind) -> list[Row]:
        """The rows of a kind, by id. Constructed inventories are inventories too."""
        names = ("inventories", "constructed_inventories") if kind.name == "inventories" else (kind.name,)
        return [row for name, row in self._tables[kind.table].values() if name in names]

    def get(self, kind: Kind, row_id: int) -> Row:
        name, row = self._tables[kind.table].get(row_id, ("", {}))
        if name != kind.name and (kind.name, name) != ("inventories", "constructed_inventories"):
            raise RejectedError({"detail": "Not found."}, 404)
        return row

    def kind_of(self, table: str, row_id: int) -> str:
        return self._tables[table][row_id][0]

    def create(self, kind: Kind, body: Mapping[str, Any]) -> Row:
        """A new row; unknown and read-only fields are passed over as Django REST framework does."""
        missing = [name for name, item in kind.fields.items() if item.default is REQUIRED and name not in body]
        if missing:
            raise RejectedError({name: ["This field is required."] for name in missing})
        row = {name: item.default for name, item in kind.fields.items()}
        row |= self._coerced(kind, body)
        self._prepare(kind, row, {})
        self._check_unique(kind, row)
        self._last_id[kind.table] += 1
        row["id"] = self._last_id[kind.table]
        self._tables[kind.table][row["id"]] = (kind.name, row)
        self._after_save(kind, row, set(RETRIGGERS_UPDATE))
        return row

    def change(self, kind: Kind, row: Row, body: Mapping[str, Any]) -> Row:
        """PATCH: what is not named stays."""
        changed = {name: value for name, value in self._coerced(kind, body).items() if row[name] != value}
        if kind.name == "credential_types" and "inputs" in changed and self._in_use(row["id"]):
            raise RejectedError(
                {"detail": "Modifications to inputs are not allowed for credential types that are in use"}, 403
            )
        new = {**row, **{name: value for name, value in changed.items() if not kind.fields[name].created_only}}
        self._prepare(kind, new, row)
        self._check_unique(kind, new)
        row.update(new)
        self._after_save(kind, row, set(changed))
        return row

    def _coerced(self, kind: Kind, body: Mapping[str, Any]) -> Row:
        values, errors = {}, {}
        for name, item in kind.fields.items():
            if name not in body:
                continue
            try:
                values[name] = item.coerce(body[name])
            except ValueError as error:
                errors[name] = [str(error)]
            if item.link and values.get(name) is not None and not self._exists(item.link, values[name]):
                errors[name] = [f'Invalid pk "{values[name]}" - object does not exist.']
        if errors:
            raise RejectedError(errors)
        return values

    def _exists(self, link: str, row_id: int) -> bool:
        if link == "unified_job_templates":
            return row_id in self._tables[link]
        return any(row["id"] == row_id for row in self.rows(KINDS[link]))

    def _check_unique(self, kind: Kind, row: Row) -> None:
        for other in self.rows(kind):
            if other.get("id") != row.get("id") and all(other.get(name) == row.get(name) for name in kind.unique):
                label = " and ".join(name.replace("_", " ").title() for name in kind.unique)
                raise RejectedError(
                    {"__all__": [f"{kind.type.replace('_', ' ').capitalize()} with this {label} already exists."]}
                )

    def _in_use(self, credential_type: int) -> bool:
        return any(row["credential_type"] == credential_type for row in self.rows(KINDS["credentials"]))

    def _prepare(self, kind: Kind, row: Row, stored: Row) -> None:
        check = getattr(self, f"_prepare_{kind.name}", None)
        if check:
            check(row, stored)

    def _prepare_credential_types(self, row: Row, _stored: Row) -> None:
        rules.check_credential_type(row["kind"], row["inputs"], row["injectors"])
        row["inputs"] = rules.with_types(row["inputs"])

    def _prepare_credentials(self, row: Row, stored: Row) -> None:
        if not stored and not row["organization"]:
            raise RejectedError({"detail": "Missing 'user', 'team', or 'organization'."})
        before = stored.get("inputs", {})
        credential_type = self.get(KINDS["credential_types"], row["credential_type"])
        rules.check_credential_inputs(credential_type, row["inputs"], before)
        secret = rules.secret_fields(credential_type)
        row["inputs"] = {
            name: before[name] if name in secret and value == rules.ENCRYPTED else value
            for name, value in row["inputs"].items()
            if value != "" or name not in secret
        }

    def _prepare_inventories(self, row: Row, stored: Row) -> None:
        if stored and row["kind"] != stored["kind"]:
            raise RejectedError(
                {"error": 'You cannot turn a regular inventory into a "smart" or "constructed" inventory.'}, 405
            )

    def _prepare_constructed_inventories(self, row: Row, _stored: Row) -> None:
        row["kind"] = "constructed"

    def _prepare_inventory_sources(self, row: Row, _stored: Row) -> None:
        if self.get(KINDS["inventories"], row["inventory"]).get("kind"):
            raise RejectedError(
                {"inventory": {"detail": "Cannot create Inventory Source for Smart or Constructed Inventories"}}
            )
        if row["source"] == "scm" and not row["source_project"]:
            raise RejectedError({"source_project": ["Project required for scm type sources."]})
        if row["source"] != "scm" and row["source_path"]:
            raise RejectedError({"detail": "Cannot set source_path if not SCM type."})
        rules.check_source_variables(row["source_vars"])

    def _prepare_job_templates(self, row: Row, _stored: Row) -> None:
        if not row["project"]:
            raise RejectedError({"project": ["Job Templates must have a project assigned."]})
        if not row["inventory"] and not row["ask_inventory_on_launch"]:
            raise RejectedError({"inventory": ["You must either set a default value or ask to prompt on launch."]})
        project = self.get(KINDS["projects"], row["project"])
        if not row["playbook"]:
            raise RejectedError({"playbook": ["Must select playbook for project."]})
        if row["playbook"] not in project["playbook_files"] and not project["allow_override"]:
            raise RejectedError({"playbook": ["Playbook not found for project."]})
        row["organization"] = project["organization"]

    def _prepare_schedules(self, row: Row, _stored: Row) -> None:
        rules.check_rrule(row["rrule"])

    def _after_save(self, kind: Kind, row: Row, changed: set[str]) -> None:
        if kind.name == "projects" and row["scm_type"] and changed.intersection(RETRIGGERS_UPDATE):
            row |= {"status": "pending", "polls_left": self.update_polls, "playbook_files": []}
            self.look_at_project(row)
        if kind.name == "inventory_sources":
            self.links[kind.table, row["id"], "credentials"] = [row["credential"]] if row["credential"] else []

    def look_at_project(self, row: Row) -> None:
        """Let the project's update go on by one look."""
        if row.get("status") not in ("pending", "running"):
            return
        if row["polls_left"] > 0:
            row |= {"status": "running", "polls_left": row["polls_left"] - 1}
        elif "unreachable" in row["scm_url"]:
            row["status"] = "failed"
        else:
            row |= {"status": "successful", "playbook_files": self.playbooks}

    def attach(self, kind: Kind, row: Row, relation: str, other_id: Any) -> None:
        """Add to a many-to-many relation; adding twice is no error, except where AWX says so."""
        if not isinstance(other_id, int):
            raise RejectedError({"msg": '"id" field must be an integer.'})
        other = self._attachable(KINDS[kind.relations[relation]], other_id)
        members = self.links[kind.table, row["id"], relation]
        if relation == "credentials":
            self._check_credential(kind, members, other)
        if relation.endswith("_nodes"):
            self._check_edge(row["id"], relation, other_id)
        if other_id not in members:
            members.append(other_id)

    def _attachable(self, kind: Kind, other_id: int) -> Row:
        try:
            return self.get(kind, other_id)
        except RejectedError:
            raise RejectedError({"detail": "Bad data found in related field."}) from None

    def _check_credential(self, kind: Kind, members: list[int], credential: Row) -> None:
        if kind.name == "inventory_sources" and members:
            raise RejectedError({"msg": "Source already has credential assigned."})
        types = {self.get(KINDS["credentials"], member)["credential_type"] for member in members}
        if credential["credential_type"] in types:
            name = self.get(KINDS["credential_types"], credential["credential_type"])["name"]
            raise RejectedError({"error": f"Cannot assign multiple {name} credentials."})

    def _check_edge(self, node: int, relation: str, child: int) -> None:
        table = KINDS["workflow_job_template_nodes"].table
        others = {"success_nodes", "failure_nodes", "always_nodes"} - {relation}
        if any(child in self.links[table, node, other] for other in others):
            raise RejectedError({"Error": "Relationship not allowed."})
        if node == child or node in self._reached_from(child):
            raise RejectedError({"Error": "Cycle detected."})

    def _reached_from(self, node: int) -> set[int]:
        reached: set[int] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            for (table, parent, _unused), children in self.links.items():
                if table == "workflow_job_template_nodes" and parent == current:
                    waiting += [child for child in children if child not in reached]
                    reached.update(children)
        return reached

    def detach(self, kind: Kind, row: Row, relation: str, other_id: Any) -> None:
        members = self.links[kind.table, row["id"], relation]
        if other_id in members:
            members.remove(other_id)
