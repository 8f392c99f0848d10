"""Concepts of the field and their wordings, as written down in `data/thesaurus/*.yaml` and `data/spoken.yaml`."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from search.data_files import names_in, read_data
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
    spoken: tuple[str, ...] = ()
    """How people say it of themselves and of others, coarse words included: understood, never shown."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """The label and every wording: Polish, English, spoken."""
        return (self.label, *self.pl, *self.en, *self.spoken)

    def shown(self, place: int) -> str:
        """The wording at a place of `wordings` as people may see it: the label for what is only spoken."""
        return self.wordings[place] if place < len(self.wordings) - len(self.spoken) else self.label


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that is not of the field, with the ways people say it."""

    id: str
    pl: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording, Polish first."""
        return (*self.pl, *self.en)


@cache
def read_concepts() -> tuple[Concept, ...]:
    """Every concept in the order of the files, read once. Raises SearchDataError where one is damaged."""
    try:
        raw = [concept for name in names_in("thesaurus") for concept in read_data(name)["concepts"]]
        spoken = read_data("spoken.yaml")["spoken"]
        return tuple(Concept(**as_tuples(concept), spoken=tuple(spoken.get(concept["id"], ()))) for concept in raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise SearchDataError(f"the thesaurus is damaged, reinstall the package: {error}") from error


@cache
def read_outside() -> tuple[Topic, ...]:
    """Every topic outside the field, read once. Raises SearchDataError where the file is damaged."""
    try:
        return tuple(Topic(**as_tuples(topic)) for topic in read_data("outside.yaml")["topics"])
    except (KeyError, TypeError, AttributeError) as error:
        raise SearchDataError(f"outside.yaml is damaged, reinstall the package: {error}") from error


@dataclass(frozen=True, slots=True)
class Trait:
    """Codes that single words name wherever they stand; any of the codes is meant."""

    codes: tuple[str, ...]
    words: tuple[str, ...]


@cache
def read_traits() -> tuple[Trait, ...]:
    """Every trait, read once. Raises SearchDataError where the file is damaged."""
    try:
        return tuple(Trait(**as_tuples(trait)) for trait in read_data("traits.yaml")["traits"])
    except (KeyError, TypeError, AttributeError) as error:
        raise SearchDataError(f"traits.yaml is damaged, reinstall the package: {error}") from error


@cache
def thesaurus_digest() -> str:
    """Changes whenever a wording or a trait changes."""
    topics: tuple[Concept | Topic, ...] = (*read_concepts(), *read_outside())
    spoken = "\n".join((*(wording for topic in topics for wording in topic.wordings), repr(read_traits())))
    return sha256(spoken.encode()).hexdigest()[:16]


def as_tuples(raw: dict[str, Any]) -> dict[str, Any]:
    """The fields of a stored concept or topic as its constructor takes them."""
    return {key: value if isinstance(value, str) else tuple(value) for key, value in raw.items()}
