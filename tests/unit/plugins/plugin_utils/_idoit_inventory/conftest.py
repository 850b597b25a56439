# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the reading share."""

from __future__ import annotations

import pytest

from .cmdb import Cmdb, data_centre
from .reading import Reading


@pytest.fixture
def reading() -> Reading:
    return Reading(Cmdb(*data_centre()))
