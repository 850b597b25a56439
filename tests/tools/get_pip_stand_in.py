# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the get-pip.py that ansible-test downloads, where that download is not possible.

ansible-test runs it inside an empty virtual environment with the packages to install; ensurepip can do that as well.
It is copied into ansible-test's cache and runs on every Python that ansible-test knows.
"""

from __future__ import annotations

import os
import subprocess
import sys

os.environ.pop("GET_PIP", None)  # else ansible-test's pip wrapper, when pip starts itself again, lands here again
subprocess.check_call([sys.executable, "-m", "ensurepip"])  # in here it would switch pip's configuration off
WANTED = [word for word in sys.argv[1:] if word not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", *WANTED]))
