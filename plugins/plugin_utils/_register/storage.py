# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives out of the mounts of Linux and the disks of Windows (community.windows.win_disk_facts)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .values import known, listed, text, whole

#: File systems without a drive of their own: images, memory, other file systems, other machines.
NO_DRIVES = (
    "9p",
    "autofs",
    "ceph",
    "cgroup",
    "cifs",
    "devtmpfs",
    "efivarfs",
    "fuse.",
    "glusterfs",
    "iso9660",
    "nfs",
    "overlay",
    "ramfs",
    "smb",
    "squashfs",
    "tmpfs",
    "udf",
)
UNIT = "GB"


def drives(facts: Mapping[str, Any], *, container: bool) -> list[dict[str, Any]]:
    """The drives: title, mount_point, filesystem, system_drive, capacity with unit. One per device."""
    found = list(_container_root(facts) if container else _mounted(facts))
    return [*found, *_windows(facts)]


def _mounted(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Of several mounts of a device, such as subvolumes and bind mounts, the one nearest to the root."""
    mounts = [one for one in listed(facts.get("mounts")) if isinstance(one, Mapping) and _is_drive(one)]
    seen = set()
    for one in sorted(mounts, key=lambda each: (len(str(each["mount"])), str(each["mount"]))):
        # A pool of ZFS is one drive, however many datasets it holds.
        device = one["device"] if str(one["device"]).startswith("/dev/") else str(one["device"]).partition("/")[0]
        if device not in seen:
            seen.add(device)
            yield _mount(one)


def _is_drive(mount: Mapping[str, Any]) -> bool:
    device, kind = str(mount.get("device") or ""), str(mount.get("fstype") or "")
    pooled = kind in ("zfs", "btrfs")
    local = device.startswith("/dev/") and not device.startswith("/dev/loop")
    return bool(mount.get("mount")) and (local or pooled) and not kind.startswith(NO_DRIVES)


def _container_root(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What else is mounted in a container are files and folders of its host."""
    for one in listed(facts.get("mounts")):
        if isinstance(one, Mapping) and one.get("mount") == "/":
            yield _mount(one)
            return


def _mount(mount: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **known(title=text(mount.get("device")), mount_point=mount["mount"], filesystem=text(mount.get("fstype"))),
        "system_drive": mount["mount"] == "/",
        **_capacity(mount.get("size_total")),
    }


def _windows(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for disk in listed(facts.get("disks")):
        for partition in listed(disk.get("partitions") if isinstance(disk, Mapping) else None):
            letter = text(partition.get("drive_letter"))
            if letter is None:
                continue
            volumes = listed(partition.get("volumes"))
            volume = volumes[0] if volumes else {}
            yield {
                **known(title=text(volume.get("label")) or f"{letter}:", mount_point=f"{letter}:"),
                **known(filesystem=text(volume.get("type"))),
                "system_drive": letter.upper() == "C",
                **_capacity(volume.get("size") or partition.get("size")),
            }


def _capacity(size: Any) -> dict[str, Any]:
    total = whole(size)
    return {} if total is None else {"capacity": round(total / 1024**3, 2), "unit": UNIT}
