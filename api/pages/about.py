"""The page about the project as a value: the vocabulary, each code with a link to its programmes."""

from dataclasses import dataclass

from api.questions import CODED
from api.texts import Texts
from corpus.vocabulary import load_vocabulary

SECTIONS = ("target_groups", "activities", "funds", "kinds", "amount_roles", "organisation_roles")


@dataclass(frozen=True, slots=True)
class Section:
    """One field of the vocabulary: codes, labels and addresses (where a code is a filter)."""

    title: str
    terms: list[tuple[str, str, str | None]]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Everything the template shows."""

    sections: list[Section]


def about_page(t: Texts) -> AboutPage:
    """The vocabulary in a language."""
    parameters = {field: parameter for parameter, field in CODED.items()}
    vocabulary = load_vocabulary()
    return AboutPage(
        [
            Section(
                t(field),
                [
                    (code, t.term(field, code), f"/szukaj?{parameters[field]}={code}" if field in parameters else None)
                    for code in getattr(vocabulary, field)
                ],
            )
            for field in SECTIONS
        ]
    )
