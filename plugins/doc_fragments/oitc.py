# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How to reach openITCOCKPIT: the same options in modules and in plugins."""

from __future__ import annotations


class ModuleDocFragment:
    """C(DOCUMENTATION) is for modules; C(PLUGIN) adds the environment variables for plugins."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - The base URL of openITCOCKPIT, for example V(https://monitoring.example.com).
      - If not set, the environment variable E(OITC_URL) is used.
    type: str
    required: true
  api_key:
    description:
      - The API key of a user; the rights of its role apply.
      - If not set, the environment variable E(OITC_API_KEY) is used.
    type: str
    required: true
  validate_certs:
    description:
      - Whether to check the server's TLS certificate.
      - If not set, the environment variable E(OITC_VALIDATE_CERTS) is used.
    type: bool
    default: true
  ca_path:
    description:
      - A file or directory with the certificates of the authorities to trust, instead of the system's.
      - If not set, the environment variable E(OITC_CA_PATH) is used.
    type: path
  client_cert:
    description:
      - A file with the client certificate in PEM format; it may hold the key as well.
      - If not set, the environment variable E(OITC_CLIENT_CERT) is used.
    type: path
  client_key:
    description:
      - A file with the key of O(client_cert).
      - If not set, the environment variable E(OITC_CLIENT_KEY) is used.
    type: path
  proxy:
    description:
      - The URL of the proxy to use. Without it the usual proxy variables of the environment apply.
      - If not set, the environment variable E(OITC_PROXY) is used.
    type: str
  timeout:
    description:
      - Seconds to wait for the server's next data.
      - If not set, the environment variable E(OITC_TIMEOUT) is used.
    type: float
    default: 30.0
  retries:
    description:
      - How often a read is tried again after a broken connection or HTTP 429, 502, 503 or 504.
      - A write is only repeated when it surely did not arrive.
      - If not set, the environment variable E(OITC_RETRIES) is used.
    type: int
    default: 3
requirements:
  - requests
"""

    PLUGIN = r"""
options:
  url:
    description:
      - The base URL of openITCOCKPIT, for example V(https://monitoring.example.com).
    type: str
    required: true
    env:
      - name: OITC_URL
  api_key:
    description:
      - The API key of a user; the rights of its role apply.
    type: str
    required: true
    env:
      - name: OITC_API_KEY
  validate_certs:
    description:
      - Whether to check the server's TLS certificate.
    type: bool
    default: true
    env:
      - name: OITC_VALIDATE_CERTS
  ca_path:
    description:
      - A file or directory with the certificates of the authorities to trust, instead of the system's.
    type: path
    env:
      - name: OITC_CA_PATH
  client_cert:
    description:
      - A file with the client certificate in PEM format; it may hold the key as well.
    type: path
    env:
      - name: OITC_CLIENT_CERT
  client_key:
    description:
      - A file with the key of O(client_cert).
    type: path
    env:
      - name: OITC_CLIENT_KEY
  proxy:
    description:
      - The URL of the proxy to use. Without it the usual proxy variables of the environment apply.
    type: str
    env:
      - name: OITC_PROXY
  timeout:
    description:
      - Seconds to wait for the server's next data.
    type: float
    default: 30.0
    env:
      - name: OITC_TIMEOUT
  retries:
    description:
      - How often a read is tried again after a broken connection or HTTP 429, 502, 503 or 504.
      - A write is only repeated when it surely did not arrive.
    type: int
    default: 3
    env:
      - name: OITC_RETRIES
requirements:
  - requests
"""
