"""spaCy, imported without torch; the rest of the stage takes it from here.

spaCy needs thinc, and `thinc.compat` tries `import torch` to learn whether there is a GPU for trained layers. The stage
runs a blank pipeline with components of its own and has no such layer, yet where torch is installed (it comes with
sentence-transformers) every `extract` and `ingest` would load it: measured on 2 cores, `import spacy` takes 2.8 s and
273 MB with torch, 0.9 s and 95 MB without. thinc has a branch for machines that lack torch; this import takes it.
Nothing else is changed: torch can be imported afterwards, and where it is loaded already thinc sees it as ever.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent:
    """A finder of modules that says a package is not installed, to the thread that made it and to no other."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._thread = threading.get_ident()

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == self._package and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is left out of this import", name=name)
        return None


@contextmanager
def _without(package: str) -> Iterator[None]:
    # A finder, not an entry in `sys.modules`: another thread may be loading an encoder at this moment.
    finder = _Absent(package)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


with _without("torch"):
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Doc", "Language", "blank_polish"]


def blank_polish() -> Language:
    """A pipeline for Polish without components."""
    return spacy.blank("pl")
