# Copyright (c) 2026, cmdbops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation of every plugin and role as a web site, made without a look at the network."""

from __future__ import annotations

import shutil

from .layout import BUILD
from .stages import Stage
from .workshop import Workshop

NAME = "cmdbops.idoit_oitc"
SITE = BUILD / "docs"


def stages(workshop: Workshop) -> list[Stage]:
    """The steps, one after the other; the site is ``build/docs/html``."""
    shutil.rmtree(SITE, ignore_errors=True)
    rst = SITE / "rst"
    rst.mkdir(parents=True)
    rst.chmod(0o755)  # antsibull-docs refuses a folder that others may write to
    common = ("--use-current", "--squash-hierarchy", "--fail-on-error")
    # Without intersphinx nothing is downloaded, and names that Ansible explains on its own site stay plain text.
    offline = ("-D", "extensions=sphinx_antsibull_ext", "-D", "suppress_warnings=ref.ref,ref.envvar")
    return [
        workshop.stage(
            "docs: site", "antsibull-docs", "sphinx-init", *common, "--project", NAME, "--dest-dir", SITE, NAME
        ),
        workshop.stage("docs: pages", "antsibull-docs", "collection", *common, "--dest-dir", rst, NAME),
        workshop.stage(
            "docs: html", "sphinx-build", "-b", "html", "-q", "-W", *offline, "-c", SITE, rst, SITE / "html"
        ),
    ]
