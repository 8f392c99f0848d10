"""The ordered list of components, as a spaCy pipeline over blank Polish; `Extractor` is the stage's way in."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from corpus.documents import BlockKind, Document
from corpus.places import load_register
from corpus.programmes import Programme
from extract.announce import segments
from extract.assemble import assemble
from extract.candidates import OrganisationCandidate
from extract.components import (
    codes,
    continues,
    dates,
    funding,
    kinds,
    money,
    names,
    organisations,
    participants,
    places,
)
from extract.facts import Facts
from extract.language import Doc, Language, blank_polish
from extract.reread import reread
from extract.rules import load_rules
from extract.segments import Segment
from extract.version import EXTRACTOR_VERSION
from extract.words import Words, read_words
from extract.zones import find_zones

__all__ = ["EXTRACTOR_VERSION", "Extractor"]

_FACILITIES = frozenset({"centre", "day", "home", "club", "sds", "kis", "cis", "wtz", "nursery", "preschool"})
_OFFICIAL = frozenset(
    [
        "ops",
        "mopr",
        "pcpr",
        "cus",
        "rops",
        "dps",
        "pup",
        "police",
        "court",
        "school",
        "council",
        "city",
        "county",
        "county_office",
        "region_office",
        "town_hall",
        "office",
        "payer",
        "fire",
        "committee",
        "library",
        "culture",
        "hospital",
        "ppp",
        "oik",
    ]
)
_FIELDS = ("document", "words", "facts")
_READ = "drogowskaz"
"""Where a document keeps these for the components, that ask for all three at once."""


class Extractor:
    """Reads the programmes that a document announces. Not shared between threads; one a process is enough."""

    def __init__(self) -> None:
        self._nlp = _pipeline()

    def extract(self, document: Document) -> tuple[Programme, ...]:
        """The programmes announced, in the order of the text; none for a page that announces nothing.

        Raises EvidenceError where a component claims a span that the document does not hold.
        """
        doc = self.read(document)
        words, facts = doc._.words, doc._.facts
        found = segments(words, facts)
        return tuple(assemble(document, _told(words, facts, segment, len(found)), segment) for segment in found)

    def read(self, document: Document) -> Doc:
        """The document with everything that the components found (`doc._.words`, `doc._.facts`).

        It has no tokens: no component reads them, and spaCy's vocabulary keeps every form for good.
        """
        words = read_words(document)
        doc = Doc(self._nlp.vocab)
        doc._.document = document
        doc._.words = words
        doc._.facts = Facts(find_zones(words))
        doc.user_data[_READ] = words, doc._.facts, document
        return self._nlp(doc)


def _told(words: Words, facts: Facts, segment: Segment, several: int) -> Facts:
    """What is known of a programme; sums and people of a stretch of several are weighed as on a page of its own.

    A row of a table is none: the table's head says what its cells are.
    """
    start, end = segment.spans[0]
    first = words.at(start, end)[0]
    if several < 2 or len(segment.spans) > 1 or words.kind(first) is BlockKind.ROW:
        return facts
    _, own = reread(words, facts, start, end)
    return replace(facts, money=own.money, participants=own.participants)


def _places(words: Words, facts: Facts, document: Document) -> None:
    facts.places = places.find(words, load_register(), document.publisher)


def _organisations(words: Words, facts: Facts, document: Document) -> None:
    facts.organisations, facts.bodies = organisations.judge(words, facts.places, document)
    facts.home = places.home(words, facts.places, facts.organisations, document)


def _funding(words: Words, facts: Facts, _document: Document) -> None:
    facts.funds = funding.find(words, facts.zones)


def _dates(words: Words, facts: Facts, document: Document) -> None:
    facts.dates = dates.find(words, document.published)


def _money(words: Words, facts: Facts, _document: Document) -> None:
    facts.money = money.find(words)


def _counts(words: Words, facts: Facts, _document: Document) -> None:
    facts.participants = participants.find(words)
    facts.editions = continues.find(words)


def _codes(words: Words, facts: Facts, _document: Document) -> None:
    blocked = (*_bodies(words, facts), *facts.funds)
    facts.groups, facts.activities = codes.find(words, facts.zones, blocked)


def _names(words: Words, facts: Facts, _document: Document) -> None:
    facts.heads = names.heads(words, facts.zones)
    facts.kinds = kinds.find(words)
    facts.title = words.ends[words.block_bounds(0)[1] - 1] if words else 0
    programmes = [fund for fund in facts.funds if fund.programme]
    facts.names = names.find(words, facts.zones, (*_bodies(words, facts), *programmes))


def _bodies(words: Words, facts: Facts) -> list[OrganisationCandidate]:
    """Bodies proper: a facility without a role (a club, a day centre) may itself be what is announced."""
    return [body for body in facts.organisations if body.role is not None or not _may_be_announced(words, body)]


def _may_be_announced(words: Words, body: OrganisationCandidate) -> bool:
    first, last = words.at(body.start, body.end)
    facilities = frozenset(load_rules("names")["facilities"])
    called = words.speak_of(facilities, first, last)
    return body.kind in _FACILITIES or (called and body.kind not in _OFFICIAL)


_COMPONENTS: tuple[tuple[str, Callable[[Words, Facts, Document], None]], ...] = (
    ("places", _places),
    ("organisations", _organisations),
    ("funding", _funding),
    ("dates", _dates),
    ("money", _money),
    ("counts", _counts),
    ("codes", _codes),
    ("names", _names),
)
"""In this order: organisations need places; codes and names leave the names of organisations and funds alone."""


@cache
def _pipeline() -> Language:
    for field in _FIELDS:
        if not Doc.has_extension(field):
            Doc.set_extension(field, default=None)
    nlp = blank_polish()
    for name, find in _COMPONENTS:
        Language.component(f"drogowskaz_{name}", func=_component(find))
        nlp.add_pipe(f"drogowskaz_{name}", name=name)
    return nlp


def _component(find: Callable[[Words, Facts, Document], None]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        find(*doc.user_data[_READ])
        return doc

    return component
