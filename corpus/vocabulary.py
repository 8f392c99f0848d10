"""The controlled vocabulary: codes that go into records, the index and exports, with the labels people see."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from corpus.errors import RegisterError


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its labels; `cues` are examples of Polish wording in the dictionary form, not a complete list."""

    code: str
    pl: str
    en: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every code by its field, in the order of the file."""

    kinds: Mapping[str, Term]
    target_groups: Mapping[str, Term]
    activities: Mapping[str, Term]
    organisation_roles: Mapping[str, Term]
    amount_roles: Mapping[str, Term]
    funds: Mapping[str, Term]


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the package, read once.

    Raises RegisterError where the file is missing or damaged.
    """
    try:
        text = (files("corpus") / "data" / "vocabulary.yaml").read_text("utf-8")
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
        return Vocabulary(**{field.name: _terms(raw[field.name]) for field in fields(Vocabulary)})
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        message = f"vocabulary.yaml is damaged, reinstall the package: {error!r}"
        raise RegisterError(message.replace("\n", " ")) from error


def _terms(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Term]:
    return MappingProxyType(
        {code: Term(code, term["pl"], term["en"], tuple(map(str, term["cues"]))) for code, term in raw.items()}
    )
