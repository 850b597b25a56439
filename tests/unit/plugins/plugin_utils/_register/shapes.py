# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts in the shapes that ansible.builtin.setup and ansible.windows.setup give them, cut down to what counts."""

from __future__ import annotations

from typing import Any

GIB = 1024**3


def debian_server() -> dict[str, Any]:
    """A physical server with two sockets, a bond, a VLAN, a bridge and a card without link."""
    return {
        "hostname": "db01",
        "nodename": "db01",
        "fqdn": "db01.example.com",
        "domain": "example.com",
        "os_family": "Debian",
        "distribution": "Debian",
        "distribution_version": "12.11",
        "system_vendor": "Dell Inc.",
        "product_name": "PowerEdge R650",
        "product_serial": "4XK2PQ3",
        "product_uuid": "4C4C4544-0058-4B10-8032-B4C04F505133",
        "bios_version": "1.14.1",
        "form_factor": "Rack Mount Chassis",
        "virtualization_role": "host",
        "virtualization_type": "kvm",
        "processor": [
            *("0", "GenuineIntel", "Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz"),
            *("1", "GenuineIntel", "Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz"),
        ],
        "processor_count": 2,
        "processor_cores": 28,
        "processor_vcpus": 112,
        "memtotal_mb": 257550,
        "mounts": [
            {"mount": "/", "device": "/dev/mapper/vg-root", "fstype": "ext4", "size_total": 100 * GIB},
            {"mount": "/var/lib/docker/x", "device": "overlay", "fstype": "overlay", "size_total": 100 * GIB},
            {"mount": "/snap/core", "device": "/dev/loop3", "fstype": "squashfs", "size_total": GIB},
            {"mount": "/srv/backup", "device": "nas:/backup", "fstype": "nfs4", "size_total": 900 * GIB},
            {"mount": "/srv/data", "device": "/dev/sdb1", "fstype": "xfs", "size_total": 1500 * GIB},
            {"mount": "/srv/data/chroot", "device": "/dev/sdb1", "fstype": "xfs", "size_total": 1500 * GIB},
        ],
        "interfaces": ["lo", "eno1", "eno2", "bond0", "bond0.20", "docker0", "veth12ab", "br-lan", "ifb0"],
        "lo": {"device": "lo", "type": "loopback", "active": True, "ipv4": {"address": "127.0.0.1"}},
        "eno1": {
            "device": "eno1",
            "type": "ether",
            "active": True,
            "macaddress": "b0:7b:25:00:00:01",
            "mtu": 9000,
            "speed": 25000,
            "module": "ice",
            "pciid": "0000:31:00.0",
        },
        "eno2": {
            "device": "eno2",
            "type": "ether",
            "active": False,
            "macaddress": "b0:7b:25:00:00:02",
            "mtu": 1500,
            "speed": -1,
            "module": "ice",
            "pciid": "0000:31:00.1",
        },
        "bond0": {
            "device": "bond0",
            "type": "bonding",
            "active": True,
            "macaddress": "b0:7b:25:00:00:01",
            "ipv4": {"address": "10.20.0.31", "prefix": "24"},
            "ipv4_secondaries": [{"address": "10.20.0.32", "prefix": "24"}],
            "ipv6": [
                {"address": "fe80::b27b:25ff:fe00:1", "scope": "link"},
                {"address": "2001:db8:20::31", "scope": "global"},
            ],
        },
        "bond0.20": {
            "device": "bond0.20",
            "type": "ether",
            "active": True,
            "macaddress": "b0:7b:25:00:00:01",
            "ipv4": {"address": "10.30.0.31", "prefix": "24"},
        },
        "docker0": {"device": "docker0", "type": "bridge", "active": True, "ipv4": {"address": "172.17.0.1"}},
        "veth12ab": {"device": "veth12ab", "type": "ether", "active": True, "macaddress": "0e:00:00:00:00:01"},
        "br_lan": {"device": "br-lan", "type": "bridge", "active": True, "ipv4": {"address": "192.168.122.1"}},
        "ifb0": {"device": "ifb0", "type": "ether", "active": False, "macaddress": "0e:00:00:00:00:02"},
        "default_ipv4": {"address": "10.20.0.31", "interface": "bond0"},
        "default_ipv6": {"address": "2001:db8:20::31", "interface": "bond0"},
    }


def redhat_vmware() -> dict[str, Any]:
    """A virtual machine on VMware."""
    return {
        "hostname": "app01",
        "fqdn": "app01.example.com",
        "domain": "example.com",
        "os_family": "RedHat",
        "distribution": "RedHat",
        "distribution_version": "9.4",
        "system_vendor": "VMware, Inc.",
        "product_name": "VMware7,1",
        "product_serial": "VMware-42 1c 5a 8f 7b 3e 41 d2-9c 11 6f 02 aa 5d 31 07",
        "product_uuid": "8f5a1c42-3e7b-d241-9c11-6f02aa5d3107",
        "bios_version": "VMW71.00V.21100432.B64.2301110304",
        "form_factor": "Other",
        "virtualization_role": "guest",
        "virtualization_type": "VMware",
        "processor": [
            "0",
            "GenuineIntel",
            "Intel(R) Xeon(R) Gold 6330",
            "1",
            "GenuineIntel",
            "Intel(R) Xeon(R) Gold 6330",
        ],
        "processor_count": 2,
        "processor_cores": 1,
        "processor_vcpus": 2,
        "memtotal_mb": 7684,
        "mounts": [{"mount": "/", "device": "/dev/sda3", "fstype": "xfs", "size_total": 40 * GIB}],
        "interfaces": ["lo", "ens192"],
        "ens192": {
            "device": "ens192",
            "type": "ether",
            "active": True,
            "macaddress": "00:50:56:9a:2e:37",
            "mtu": 1500,
            "speed": 10000,
            "module": "vmxnet3",
            "ipv4": {"address": "10.20.0.41"},
        },
        "default_ipv4": {"address": "10.20.0.41", "interface": "ens192"},
    }


def suse_kvm() -> dict[str, Any]:
    """A virtual machine on KVM: no serial, btrfs subvolumes."""
    volumes = ("/", "/home", "/var", "/.snapshots")
    return {
        "hostname": "mail01",
        "fqdn": "mail01",
        "domain": "",
        "os_family": "Suse",
        "distribution": "SLES",
        "distribution_version": "15.5",
        "system_vendor": "QEMU",
        "product_name": "Standard PC (Q35 + ICH9, 2009)",
        "product_serial": "Not Specified",
        "product_uuid": "0a5e9c3d-94c4-4b7a-8d6f-2f0c3f1f9a10",
        "bios_version": "rel-1.16.2-0-gea1b7a073390-prebuilt.qemu.org",
        "virtualization_role": "guest",
        "virtualization_type": "kvm",
        "processor": ["0", "AuthenticAMD", "AMD EPYC-Milan Processor"],
        "processor_count": 1,
        "processor_cores": 4,
        "processor_vcpus": 4,
        "memtotal_mb": 3910,
        "mounts": [
            {"mount": each, "device": "/dev/vda2", "fstype": "btrfs", "size_total": 30 * GIB} for each in volumes
        ],
        "interfaces": ["eth0"],
        "eth0": {"device": "eth0", "type": "ether", "active": True, "macaddress": "52:54:00:12:34:56", "speed": -1},
        "default_ipv4": {},
    }


def alpine_container() -> dict[str, Any]:
    """A container on the server above, whose firmware facts it sees, and little else."""
    host = debian_server()
    seen = {
        key: host[key] for key in ("system_vendor", "product_name", "product_serial", "product_uuid", "form_factor")
    }
    return {
        **seen,
        "hostname": "proxy",
        "nodename": "proxy",
        "os_family": "Alpine",
        "distribution": "Alpine",
        "distribution_version": "3.20.3",
        "virtualization_role": "guest",
        "virtualization_type": "docker",
        "mounts": [
            {"mount": "/etc/hosts", "device": "/dev/sdb1", "fstype": "xfs", "size_total": 1500 * GIB},
            {"mount": "/", "device": "overlay", "fstype": "overlay", "size_total": 100 * GIB},
        ],
    }


def windows_server() -> dict[str, Any]:
    """A virtual machine on a VMware that ansible.windows.setup does not know; its disks by win_disk_facts."""
    return {
        "hostname": "WIN01",
        "fqdn": "WIN01.corp.example.com",
        "nodename": "WIN01.corp.example.com",
        "domain": "corp.example.com",
        "os_family": "Windows",
        "distribution": "Microsoft Windows Server 2022 Standard",
        "distribution_version": "10.0.20348.0",
        "os_product_type": "server",
        "system_vendor": "VMware, Inc.",
        "product_name": "VMware20,1",
        "product_serial": "VMware-42 1c 00 11 22 33 44 55-66 77 88 99 aa bb cc dd",
        "bios_version": "VMW201.00V.21805430.B64.2305221826",
        "virtualization_role": "NA",
        "virtualization_type": "NA",
        "processor": ["0", "GenuineIntel", "Intel(R) Xeon(R) Gold 6330 CPU @ 2.00GHz"],
        "processor_count": 1,
        "processor_cores": 4,
        "processor_vcpus": 4,
        "memtotal_mb": 16384,
        "interfaces": [
            {
                "connection_name": "Ethernet0",
                "interface_name": "vmxnet3 Ethernet Adapter",
                "interface_index": 4,
                "macaddress": "00:50:56:9A:00:01",
                "mtu": 1500,
                "speed": 10000.0,
                "default_gateway": "10.20.0.1",
                "ipv4": {"address": "10.20.0.51", "prefix": "24"},
                "ipv6": [{"address": "fe80::250:56ff:fe9a:1%4", "prefix": "64"}],
            }
        ],
        "disks": [
            {
                "number": 0,
                "partitions": [
                    {"number": 1, "size": 104857600, "volumes": []},
                    {
                        "number": 2,
                        "drive_letter": "C",
                        "size": 60 * GIB,
                        "volumes": [{"size": 60 * GIB, "type": "NTFS", "label": ""}],
                    },
                ],
            }
        ],
    }


def windows_client() -> dict[str, Any]:
    """A laptop that told Ansible little, because the user is no administrator."""
    return {
        "hostname": "NB0815",
        "fqdn": "NB0815.corp.example.com",
        "os_family": "Windows",
        "distribution": None,
        "distribution_version": "10.0.22631.0",
        "os_product_type": "workstation",
        "system_vendor": "LENOVO",
        "product_name": "21HM",
        "product_serial": "PF4ABCDE",
        "virtualization_role": "NA",
        "interfaces": None,
    }
