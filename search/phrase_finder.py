"""Concepts that a text names in the very words of the thesaurus."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.lexical import content_lemmas
from search.thesaurus import read_concepts

LONGEST_PHRASE = 4
"""Content words of a wording that is looked for in texts."""


class PhraseFinder:
    """Finds the concepts that a text names, by wordings of up to four content words."""

    def __init__(self) -> None:
        self._first = _Step()
        for number, concept in enumerate(read_concepts()):
            for wording in (concept.label, *concept.pl):
                key = content_lemmas(wording)
                if 0 < len(key) <= LONGEST_PHRASE:
                    step = self._first
                    for lemma in key:
                        step = step.further.setdefault(lemma, _Step())
                    step.named.add(number)

    def find(self, lemmas: Sequence[str]) -> set[int]:
        """Numbers of the concepts named in a sequence of content lemmas."""
        found: set[int] = set()
        further = self._first.further
        for start, lemma in enumerate(lemmas):
            step = further.get(lemma)
            place = start
            while step is not None:
                found |= step.named
                place += 1
                step = step.further.get(lemmas[place]) if place < len(lemmas) else None
        return found


@dataclass(slots=True)
class _Step:
    """Where some lemmas lead that begin wordings."""

    named: set[int] = field(default_factory=set)
    """Concepts whose wording ends here."""
    further: "dict[str, _Step]" = field(default_factory=dict)
