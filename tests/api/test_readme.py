"""What the README says can be typed is typed."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def block(marker: str) -> list[str]:
    """The lines of the block that follows a marker."""
    found = re.search(re.escape(marker) + r" -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found, marker
    return [line.strip() for line in found[1].splitlines() if line.strip()]


@pytest.mark.timeout(600)
def test_the_commands_work(tmp_path: Path) -> None:
    lines = block("every line of this block is run by a test")
    assert len(lines) >= 8
    command = tmp_path / "drogowskaz"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m api.cli "$@"\n', "utf-8")
    command.chmod(0o755)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    environment = {
        "PATH": f"{tmp_path}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "DROGOWSKAZ_DATA": str(tmp_path / "data"),
    }
    for line in lines:
        ended = subprocess.run(
            ["/bin/sh", "-ec", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, (line, ended.stderr)
        assert "Traceback" not in ended.stderr, (line, ended.stderr)
    assert (tmp_path / "records.jsonl").stat().st_size > 10_000
    assert (tmp_path / "seniors.xlsx").stat().st_size > 4_000


def test_the_addresses_answer(client: TestClient) -> None:
    addresses = [line.split()[0] for line in block("every address of this block is asked by a test")]
    assert len(addresses) >= 9
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_settings_are_those_there_are() -> None:
    named = set(re.findall(r"`(DROGOWSKAZ_\w+)`", README))
    sources = "".join(path.read_text("utf-8") for path in ROOT.glob("*/settings.py")).casefold()
    for name in named:
        assert name.removeprefix("DROGOWSKAZ_").casefold() in sources, name


def test_the_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) >= 4
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 300_000, picture


def test_links_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), (document.name, target)
