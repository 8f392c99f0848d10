"""Concepts of the field and their wordings, as written down in `data/thesaurus.yaml`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from search.errors import SearchDataError


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the field with the ways people say it."""

    id: str
    label: str
    codes: tuple[str, ...]
    """Codes of the vocabulary that a query about the concept means, the most telling first."""
    pl: tuple[str, ...]
    en: tuple[str, ...]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """The label and every wording, Polish first."""
        return (self.label, *self.pl, *self.en)


@cache
def read_concepts() -> tuple[Concept, ...]:
    """Every concept in the order of the file, read once.

    Raises SearchDataError where the file is damaged.
    """
    try:
        text = (files("search") / "data" / "thesaurus.yaml").read_text("utf-8")
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return tuple(
            Concept(**{key: value if isinstance(value, str) else tuple(value) for key, value in concept.items()})
            for concept in raw["concepts"]
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise SearchDataError(
            f"thesaurus.yaml is damaged, reinstall the package: {error}".replace("\n", " ")
        ) from error
