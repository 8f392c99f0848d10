"""Every frozen page gives what stands beside it: one test walks them all."""

import json
from pathlib import Path

import pytest

from tests.ingest.reading import check_blocks, document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    read = document(path.read_bytes(), source=path.name)
    check_blocks(read)
    found = [[block.kind.value, block.level, read.text[block.start : block.end]] for block in read.blocks]
    assert found == expected["blocks"]
    assert {key: getattr(read, key) for key in ("title", "published", "url", "publisher")} == {
        key: expected[key] for key in ("title", "published", "url", "publisher")
    }


def test_each_flavour_is_there() -> None:
    assert {"wordpress", "joomla", "bip", "drupal", "old_tables_cp1250", "elementor"} <= {path.stem for path in PAGES}
