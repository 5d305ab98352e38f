"""Argos translation packages: finding, choosing, fetching, checking, removing them.

This much is quick to import and opens no connection. What fetches and installs is in the modules
`index`, `install` and `verify`, which are imported where the user asks for it.
"""

from __future__ import annotations

from seedreader.translation.packages.content import content_sha256
from seedreader.translation.packages.discovery import Found, Skipped, find_packages
from seedreader.translation.packages.folders import own_folder, package_folders
from seedreader.translation.packages.languages import argos_codes
from seedreader.translation.packages.package import BrokenPackage, Package, read_package
from seedreader.translation.packages.problems import Cancelled, PackageProblem
from seedreader.translation.packages.routes import Route, route

__all__ = [
    "BrokenPackage",
    "Cancelled",
    "Found",
    "Package",
    "PackageProblem",
    "Route",
    "Skipped",
    "argos_codes",
    "content_sha256",
    "find_packages",
    "own_folder",
    "package_folders",
    "read_package",
    "route",
]
