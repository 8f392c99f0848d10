"""spaCy without torch: the extractor starts quickly, and torch is there for whoever needs it."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import extract

pytestmark = pytest.mark.skipif(find_spec("torch") is None, reason="torch comes with sentence-transformers only")
ROOT = Path(extract.__file__).parents[1]


def said(code: str) -> str:
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True, text=True)
    return ran.stdout.strip()


def test_the_extractor_does_not_load_torch() -> None:
    assert said("import sys, extract.pipeline; print('torch' in sys.modules)") == "False"


def test_torch_works_after_the_extractor() -> None:
    code = "import extract.pipeline, torch, sentence_transformers; print(torch.ones(2, 3).sum().item())"
    assert said(code) == "6.0"


def test_torch_that_is_loaded_stays() -> None:
    code = "import torch, extract.pipeline, thinc.compat; print(thinc.compat.torch is torch)"
    assert said(code) == "True"


def test_another_thread_may_import_torch_meanwhile() -> None:
    code = (
        "import importlib.util, threading\n"
        "from extract.language import _without\n"
        "seen = []\n"
        "look = lambda: seen.append(importlib.util.find_spec('torch') is not None)\n"
        "with _without('torch'):\n"
        "    other = threading.Thread(target=look); other.start(); other.join()\n"
        "    try:\n        import torch\n"
        "    except ModuleNotFoundError:\n        seen.append('absent here')\n"
        "print(seen)"
    )
    assert said(code) == "[True, 'absent here']"


def imported(path: Path) -> set[str]:
    """The packages that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_spacy_is_imported_in_one_place() -> None:
    modules = [
        path for stage in ("api", "corpus", "extract", "ingest", "search") for path in (ROOT / stage).rglob("*.py")
    ]
    assert [path.name for path in modules if imported(path) & {"spacy", "thinc"}] == ["language.py"]
