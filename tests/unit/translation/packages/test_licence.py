"""What READMEs say of licences."""

from __future__ import annotations

import json

import pytest

from seedreader.translation.packages import read_package
from seedreader.translation.packages.licence import licence_in


@pytest.mark.parametrize(
    ("readme", "licence"),
    [
        ("# Ukrainian - English version 1.9\n", None),
        ("License: CC0 1.0\n", "CC0 1.0"),
        ("licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)", "CC BY 4.0"),
        ("Licence: CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("See https://creativecommons.org/licenses/by-nc/4.0/", "CC BY-NC 4.0"),
        ("The MIT License", "MIT"),
        ("Code: Apache License, Version 2.0\nData: license CC0", "Apache 2.0, CC0 1.0"),
        ("Data of MIT lectures, no word of the rest", None),
        ("No license.", None),
        ("GNU Affero General Public License", "AGPL"),
        ("License: GPL-3.0", "GPL"),
    ],
)
def test_licence(readme, licence):
    assert licence_in(readme) == licence


def test_metadata_come_first(unpacked):
    path = unpacked("uk")
    metadata = json.loads((path / "metadata.json").read_text())
    (path / "metadata.json").write_text(json.dumps({**metadata, "license": "CC BY \x1b4.0"}))
    assert read_package(path).licence == "CC BY 4.0"
