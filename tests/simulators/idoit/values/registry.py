# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which value type serves which kind of attribute, for each generation."""

from __future__ import annotations

from collections.abc import Mapping

from . import custom, dialogs, references, scalars
from .base import Derived, ValueType

ValueTypes = Mapping[str, type[ValueType]]

MODERN: ValueTypes = {
    "text": scalars.Text,
    "description": scalars.Description,
    "int": scalars.Integer,
    "number": scalars.Number,
    "measure": scalars.Measure,
    "money": scalars.Money,
    "date": scalars.Date,
    "datetime": scalars.DateTime,
    "dialog": dialogs.Dialog,
    "dialog_plus": dialogs.DialogPlus,
    "yes_no": dialogs.YesNo,
    "multiselect": dialogs.MultiSelect,
    "object": references.ObjectReference,
    "connection": references.Connection,
    "objects": references.Objects,
    "entry": references.EntryReference,
    "address": Derived,
    "derived": Derived,
    **custom.TYPES,
}
LEGACY: ValueTypes = {
    **MODERN,
    "text": scalars.LegacyText,
    "description": scalars.LegacyText,
    "int": scalars.LegacyInteger,
    "number": scalars.LegacyNumber,
    "measure": scalars.LegacyMeasure,
    "money": scalars.LegacyMoney,
    "dialog": dialogs.LegacyDialog,
    "dialog_plus": dialogs.LegacyDialogPlus,
    "yes_no": dialogs.LegacyYesNo,
    "multiselect": dialogs.LegacyMultiSelect,
    "object": references.LegacyObjectReference,
    "connection": references.LegacyConnection,
    "objects": references.LegacyObjects,
    "entry": references.LegacyEntryReference,
}
