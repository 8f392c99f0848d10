"""A programme's name with all its mentions, and the stretches of a document that speak of the programme."""

from dataclasses import dataclass

from extract.candidates import Candidate, NameCandidate

_ENDED = frozenset({"title", "mention", "run", "heading", "facility"})
"""Ways of introduction that show where a name ends; one behind a head word alone does not."""


def _goes_on(longer: str, name: str) -> bool:
    """Whether words that belong to the sentence follow a name in a longer reading of it."""
    rest = longer[len(name) :].lstrip()
    return longer.casefold().startswith(name.casefold()) and rest[:1].islower()


@dataclass(slots=True)
class Named:
    """All mentions of one programme's name in a document."""

    mentions: list[NameCandidate]
    tokens: list[frozenset[str]]
    """Matching keys of the longest mention's words, fillers left out."""
    score: float = 0.0
    parent: float = 0.0
    """How strongly the text calls it what something else is part of."""
    framed: str | None = None
    """How it is called so: weak, project, sure; None where it is not."""
    donor: bool = False
    """Whether the text calls it the government's."""
    past: bool = False
    other_work: float = 0.0
    """What its score lost because the name is that of a road or a tender."""

    @property
    def sources(self) -> set[str]:
        """The ways in which the name is introduced."""
        return {mention.source for mention in self.mentions}

    @property
    def kinds(self) -> set[str]:
        """The kinds that its head words show."""
        return {mention.kind for mention in self.mentions if mention.kind}

    @property
    def best(self) -> NameCandidate:
        """The mention that shows the name best: the surest way of introduction, then the longest."""
        best = max(self.mentions, key=lambda mention: (mention.confidence, len(mention.name)))
        if best.source != "capitals":
            return best
        ended = [
            one for one in self.mentions if one.source in _ENDED and " " in one.name and _goes_on(best.name, one.name)
        ]
        return max(ended, key=lambda mention: len(mention.name), default=best)


@dataclass(frozen=True, slots=True)
class Segment:
    """One announced programme with the stretches of text (characters) that speak of it."""

    named: Named
    spans: tuple[tuple[int, int], ...]
    shared: tuple[tuple[int, int], ...] = ()
    """Stretches that speak of all programmes of the document (introduction, imprint)."""
    part_of: Named | None = None

    def holds(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in the programme's own text."""
        return any(start <= candidate.start < end for start, end in self.spans)

    def shares(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in its own or in the shared text."""
        return self.holds(candidate) or any(start <= candidate.start < end for start, end in self.shared)
