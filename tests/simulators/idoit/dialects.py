# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells one kind of server from another. Nothing else in the simulator asks which generation it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .categories import special
from .categories.registry import BehaviourTypes
from .context import Context
from .methods import catalogues
from .methods.common import Methods
from .protocol.envelope import Envelope, LegacyEnvelope, ModernEnvelope
from .protocol.sessions import LegacyLogin, ModernLogin
from .schema.catalogue import Catalogue, Category, stock
from .schema.modern import modern
from .store.objects import Object
from .values import registry
from .values.registry import ValueTypes

DEPRECATED = " [This method is deprecated and will be removed in a feature release. Use 'cmdb.category.save' instead.]"


@dataclass(frozen=True)
class Dialect:
    """One kind of server.

    ``strict``: unknown attributes are an error. ``atomic``: a call that fails leaves nothing behind. ``number``: how
    ids of objects are written; ``inner_number``: inside of objects_by_relation. ``shares_batch``: what is read once is
    kept for a whole batch. ``lists_status_titles``: the location tree shows them. ``repeats_related``: an object that
    is related twice is listed twice.
    """

    name: str
    release: str
    catalogue: Callable[[], Catalogue]
    value_types: ValueTypes
    behaviours: BehaviourTypes
    methods: Methods
    resolve: Callable[[str, Methods], str]
    envelope: type[Envelope]
    login: type[ModernLogin] | type[LegacyLogin]
    strict: bool
    atomic: bool
    shares_batch: bool
    number: Callable[[int], Any]
    inner_number: Callable[[int], Any]
    lists_status_titles: bool
    repeats_related: bool
    tenant_key: str
    tenant_id: int | str
    logout_message: str
    icon: Callable[[Context, Object], str]
    image: Callable[[Context, Object], str]
    deleted_message: Callable[[int, str], str]
    category_extras: Callable[[Category], dict[str, Any]] = lambda category: {}  # noqa: ARG005 - there are none
    updated_entry: Callable[[Any], Any] = lambda number: number
    successfully: str = "successfully"
    deprecation: str = ""


def _icon(context: Context, item: Object) -> str:
    del context
    return f"/cmdb/object-type/image/{item.type}"


def _image(context: Context, item: Object) -> str:
    del context
    return f"/cmdb/object/image/{item.id}"


def _old_icon(context: Context, item: Object) -> str:
    type_ = context.world.catalogue.types.get(item.type)
    row = type_.row if type_ else None
    return str(row["icon"]) if row else "images/icons/silk/house.png"


def _old_image(context: Context, item: Object) -> str:
    type_ = context.world.catalogue.types.get(item.type)
    row = type_.row if type_ else None
    return str(row["image"]) if row else "http://127.0.0.1/images/objecttypes/empty.png"


MODERN = Dialect(
    name="modern",
    release="34",
    catalogue=modern,
    value_types=registry.MODERN,
    behaviours=special.MODERN,
    methods=catalogues.MODERN,
    resolve=catalogues.resolve_modern,
    envelope=ModernEnvelope,
    login=ModernLogin,
    strict=True,
    atomic=True,
    shares_batch=False,
    number=int,
    inner_number=int,
    lists_status_titles=True,
    repeats_related=True,
    tenant_key="tenant",
    tenant_id=1,
    logout_message="Logout successful",
    icon=_icon,
    image=_image,
    deleted_message=lambda number, word: f"Object {number} has been {word}.",
    category_extras=lambda category: {"type": category.group},
    deprecation=DEPRECATED,
)
"""i-doit 30 and later with API add-on 2.x."""

MODERN_DOC = replace(
    MODERN,
    name="modern-doc",
    methods=catalogues.MODERN_DOC,
    release="1.10.2",
    number=str,
    tenant_key="mandator",
    tenant_id="1",
    deleted_message=lambda number, word: f"Object(s) successfuly {word}!",  # noqa: ARG005 - the examples name no object
    updated_entry=int,
    successfully="successfuly",
    category_extras=lambda category: {},  # noqa: ARG005 - there are none
    deprecation="",
)
"""What the examples of the specification show."""

LEGACY = Dialect(
    name="legacy",
    release="1.7.3",
    catalogue=stock,
    value_types=registry.LEGACY,
    behaviours=special.LEGACY,
    methods=catalogues.LEGACY,
    resolve=catalogues.resolve_legacy,
    envelope=LegacyEnvelope,
    login=LegacyLogin,
    strict=False,
    atomic=False,
    shares_batch=True,
    number=str,
    inner_number=str,
    lists_status_titles=False,
    repeats_related=False,
    tenant_key="mandator",
    tenant_id="1",
    logout_message="Logout successfull",
    icon=_old_icon,
    image=_old_image,
    deleted_message=lambda number, word: f"Object(s) successfully {word}",  # noqa: ARG005 - nor does 1.7.3
)
"""i-doit 1.7.3."""

DIALECTS: Mapping[str, Dialect] = {dialect.name: dialect for dialect in (MODERN, MODERN_DOC, LEGACY)}
