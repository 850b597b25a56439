# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How to reach i-doit: the same options in modules and in plugins."""

from __future__ import annotations


class ModuleDocFragment:
    """C(DOCUMENTATION) is for modules; C(PLUGIN) adds the environment variables for plugins."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - The base URL of i-doit, for example V(https://cmdb.example.com/i-doit).
      - The address of the API, C(/src/jsonrpc.php), is added.
      - If not set, the environment variable E(IDOIT_URL) is used.
    type: str
    required: true
  api_key:
    description:
      - The API key of the tenant.
      - If not set, the environment variable E(IDOIT_API_KEY) is used.
    type: str
    required: true
  username:
    description:
      - The user the calls run as. Without it they run as the built-in user C(Api System), without a session.
      - If not set, the environment variable E(IDOIT_USERNAME) is used.
    type: str
  password:
    description:
      - The password of O(username).
      - If not set, the environment variable E(IDOIT_PASSWORD) is used.
    type: str
  language:
    description:
      - The language of titles, for example V(en) or V(de).
      - If not set, the server's default for the user applies.
      - If not set, the environment variable E(IDOIT_LANGUAGE) is used.
    type: str
  validate_certs:
    description:
      - Whether to check the server's TLS certificate.
      - If not set, the environment variable E(IDOIT_VALIDATE_CERTS) is used.
    type: bool
    default: true
  ca_path:
    description:
      - A file or directory with the certificates of the authorities to trust, instead of the system's.
      - If not set, the environment variable E(IDOIT_CA_PATH) is used.
    type: path
  client_cert:
    description:
      - A file with the client certificate in PEM format; it may hold the key as well.
      - If not set, the environment variable E(IDOIT_CLIENT_CERT) is used.
    type: path
  client_key:
    description:
      - A file with the key of O(client_cert).
      - If not set, the environment variable E(IDOIT_CLIENT_KEY) is used.
    type: path
  proxy:
    description:
      - The URL of the proxy to use. Without it the usual proxy variables of the environment apply.
      - If not set, the environment variable E(IDOIT_PROXY) is used.
    type: str
  timeout:
    description:
      - Seconds to wait for the server's next data.
      - If not set, the environment variable E(IDOIT_TIMEOUT) is used.
    type: float
    default: 30.0
  retries:
    description:
      - How often a read is tried again after a broken connection or HTTP 429, 502, 503 or 504.
      - A write is only repeated when it surely did not arrive.
      - If not set, the environment variable E(IDOIT_RETRIES) is used.
    type: int
    default: 3
requirements:
  - requests
"""

    PLUGIN = r"""
options:
  url:
    description:
      - The base URL of i-doit, for example V(https://cmdb.example.com/i-doit).
      - The address of the API, C(/src/jsonrpc.php), is added.
    type: str
    required: true
    env:
      - name: IDOIT_URL
  api_key:
    description:
      - The API key of the tenant.
    type: str
    required: true
    env:
      - name: IDOIT_API_KEY
  username:
    description:
      - The user the calls run as. Without it they run as the built-in user C(Api System), without a session.
    type: str
    env:
      - name: IDOIT_USERNAME
  password:
    description:
      - The password of O(username).
    type: str
    env:
      - name: IDOIT_PASSWORD
  language:
    description:
      - The language of titles, for example V(en) or V(de).
      - If not set, the server's default for the user applies.
    type: str
    env:
      - name: IDOIT_LANGUAGE
  validate_certs:
    description:
      - Whether to check the server's TLS certificate.
    type: bool
    default: true
    env:
      - name: IDOIT_VALIDATE_CERTS
  ca_path:
    description:
      - A file or directory with the certificates of the authorities to trust, instead of the system's.
    type: path
    env:
      - name: IDOIT_CA_PATH
  client_cert:
    description:
      - A file with the client certificate in PEM format; it may hold the key as well.
    type: path
    env:
      - name: IDOIT_CLIENT_CERT
  client_key:
    description:
      - A file with the key of O(client_cert).
    type: path
    env:
      - name: IDOIT_CLIENT_KEY
  proxy:
    description:
      - The URL of the proxy to use. Without it the usual proxy variables of the environment apply.
    type: str
    env:
      - name: IDOIT_PROXY
  timeout:
    description:
      - Seconds to wait for the server's next data.
    type: float
    default: 30.0
    env:
      - name: IDOIT_TIMEOUT
  retries:
    description:
      - How often a read is tried again after a broken connection or HTTP 429, 502, 503 or 504.
      - A write is only repeated when it surely did not arrive.
    type: int
    default: 3
    env:
      - name: IDOIT_RETRIES
requirements:
  - requests
"""
