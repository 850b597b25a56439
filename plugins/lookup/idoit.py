# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: idoit
short_description: Read one object or value from the i-doit CMDB
version_added: 1.0.0
description:
  - Finds an object by title, by id, by SYSID, or by the value of an attribute, and returns it or one of its values.
  - Answers are kept until the end of the run, so that a template in a loop asks once.
  - Secrets, such as passwords, are never returned.
author:
  - cmdbops contributors (@cmdbops)
extends_documentation_fragment:
  - cmdbops.idoit_oitc.idoit.plugin
options:
  _terms:
    description: What each object is told by, in the words of O(by).
    type: list
    elements: str
    required: true
  by:
    description:
      - What tells an object. V(title), V(id), V(sysid), or an attribute as V(C__CATG__MODEL.serial).
      - The comparison is exact, and several objects that fit are an error. Objects in the archive are found, too.
    type: str
    default: title
  type:
    description:
      - The object type, by constant or by title.
      - Needed for an attribute where the server cannot search.
    type: str
  value:
    description:
      - What to return, as an attribute such as V(C__CATG__MODEL.serial).
      - Of a category that holds several entries it is a list.
      - Without it the object is returned, with the entries of O(categories).
    type: str
  categories:
    description: The categories to return with an object, by constant or title.
    type: list
    elements: str
    default: []
  missing:
    description: What to do when there is no such object. V(skip) leaves it out of the result.
    type: str
    choices: [fail, skip]
    default: fail
  cache:
    description: Whether an answer of this run may be used again. Take V(false) after a task that changed the object.
    type: bool
    default: true
seealso:
  - module: cmdbops.idoit_oitc.idoit_object_info
"""

EXAMPLES = r"""
- name: The serial number of a server
  ansible.builtin.debug:
    msg: >-
      {{ lookup('cmdbops.idoit_oitc.idoit', inventory_hostname, type='C__OBJTYPE__SERVER',
                value='C__CATG__MODEL.serial') }}

- name: The server with a serial number
  ansible.builtin.debug:
    msg: >-
      {{ lookup('cmdbops.idoit_oitc.idoit', 'ABC123', by='C__CATG__MODEL.serial',
                categories=['C__CATG__LOCATION']).title }}

- name: All addresses, whether there is such an object or not
  ansible.builtin.debug:
    msg: >-
      {{ query('cmdbops.idoit_oitc.idoit', 'web01', value='C__CATG__IP.hostaddress', missing='skip') | flatten }}
"""

RETURN = r"""
_raw:
  description:
    - One element per term.
    - An object has C(id), C(title), C(sysid), C(type), C(type_title), C(status), C(cmdb_status), C(created),
      C(updated) and C(categories).
  type: list
  elements: raw
"""

from collections.abc import Mapping
from typing import Any

from ansible import constants
from ansible.errors import AnsibleError
from ansible.plugins.lookup import LookupBase

from ..module_utils._errors import ApiError
from ..module_utils._http import REQUESTS_IMPORT_ERROR
from ..module_utils._idoit.readers_lookup import Question, answer
from ..module_utils._idoit.rpc import connect
from ..plugin_utils._run_cache import RunCache

CONNECTION = (
    "url",
    "api_key",
    "username",
    "password",
    "language",
    "validate_certs",
    "ca_path",
    "client_cert",
    "client_key",
    "proxy",
    "timeout",
    "retries",
)


class LookupModule(LookupBase):  # type: ignore[misc]
    """See the documentation above."""

    def run(self, terms: list[Any], variables: Mapping[str, Any] | None = None, **kwargs: Any) -> list[Any]:
        """One answer per term that is found; raises :class:`AnsibleError`."""
        if REQUESTS_IMPORT_ERROR:
            raise AnsibleError("The lookup cmdbops.idoit_oitc.idoit needs the Python library requests")
        self.set_options(var_options=variables, direct=kwargs)
        try:
            question = Question.parse(
                [str(term) for term in terms],
                self.get_option("by"),
                self.get_option("type"),
                self.get_option("value"),
                self.get_option("categories"),
            )
            found = self._cached(question) if self.get_option("cache") else self._ask(question)
        except ApiError as error:
            raise AnsibleError(str(error)) from error
        return self._checked(question, found)

    def _connection(self) -> dict[str, Any]:
        return {name: self.get_option(name) for name in CONNECTION}

    def _cached(self, question: Question) -> list[Any]:
        cache = RunCache(constants.DEFAULT_LOCAL_TMP)
        return list(cache.get([self._connection(), question.as_json()], lambda: self._ask(question)))

    def _ask(self, question: Question) -> list[Any]:
        with connect(self._connection(), check_mode=True, log=self._display.vvv) as session:
            return answer(session, question)

    def _checked(self, question: Question, found: list[Any]) -> list[Any]:
        """The answers; None stands for an object that does not exist."""
        missing = [term for term, one in zip(question.terms, found) if one is None]
        if missing and self.get_option("missing") == "fail":
            raise AnsibleError(f"i-doit: there is no object with the {question.by} {', '.join(map(repr, missing))}")
        return [one["value"] for one in found if one is not None]
