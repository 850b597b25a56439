# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The services of a service template group: only what the host lacks."""

from __future__ import annotations

import pytest

from ansible_collections.cmdbops.idoit_oitc.plugins.module_utils._errors import InputError

from ..conftest import Server
from .conftest import service


def test_a_group_gives_only_what_is_missing(server: Server) -> None:
    templates = [row["Servicetemplate"]["id"] for row in server.get("servicetemplates/index")["all_servicetemplates"]]
    group = {"container": {"name": "standard", "parent_id": 1}, "servicetemplates": {"_ids": templates[:2]}}
    server.post("servicetemplategroups/add", {"Servicetemplategroup": group})
    wish = {"host": "default host", "servicetemplategroup": "standard"}
    predicted = service(server, check=True, **wish)
    assert (predicted.changed, predicted.writes) == (True, {})
    done = service(server, **wish)
    assert done.writes == {"servicetemplategroups/allocateToHost": 1}
    assert done.result["after"] == predicted.result["after"]
    assert len(done.result["after"]["services"]) == 2
    assert (service(server, **wish).changed, service(server, **wish).writes) == (False, {})


def test_a_group_goes_with_no_service_of_its_own(server: Server) -> None:
    for own in ({"name": "x"}, {"servicetemplate": "CHECK_PING"}):
        with pytest.raises(InputError, match="cannot go with it"):
            service(server, host="default host", services=[{"servicetemplategroup": "standard", **own}])


def test_the_services_of_a_group_are_not_taken_away(server: Server) -> None:
    with pytest.raises(InputError, match="can only be present"):
        service(server, host="default host", servicetemplategroup="standard", state="absent")
