"""Bodies of every kind: where they are mentioned, what their full name is, what they do for the programme."""

from collections.abc import Sequence

from corpus.documents import BlockKind, Document
from extract.candidates import OrganisationCandidate, PlaceCandidate
from extract.components.home import home
from extract.components.organisations.bodies import Body, gather
from extract.components.organisations.cues import find_cues
from extract.components.organisations.decide import decide, own_unit
from extract.components.organisations.entities import name_mentions
from extract.components.organisations.mention import Mention
from extract.components.organisations.mentions import find_mentions
from extract.components.organisations.page import read_page
from extract.components.organisations.roles import roles
from extract.components.organisations.settling import Found
from extract.components.organisations.unlisted import with_unlisted
from extract.components.organisations.weighing import runner as runner
from extract.components.organisations.weighing import weighed
from extract.components.organisations.weighing import within as within
from extract.words import Words


def find(
    words: Words, places: Sequence[PlaceCandidate], document: Document | None = None
) -> list[OrganisationCandidate]:
    """Every mention of a body with its full name in the nominative and its role; several for one span are possible.

    `document` lends its title and publisher where the text leaves open which town's unit is meant.
    """
    return judge(words, places, document)[0]


def judge(
    words: Words, places: Sequence[PlaceCandidate], document: Document | None = None
) -> tuple[list[OrganisationCandidate], list[Body]]:
    """The same with the bodies, by which `within` tells what each is in one of several stretches."""
    candidates, bodies = describe(words, places, document)
    return weighed(words, candidates, bodies), bodies


def describe(
    words: Words, places: Sequence[PlaceCandidate], document: Document | None = None
) -> tuple[list[OrganisationCandidate], list[Body]]:
    """The mentions with the roles that the rules give them, and each body with the signs of its role."""
    hits = find_cues(words)
    mentions = with_unlisted(words, find_mentions(words, places), hits)
    if not mentions:
        return [], []
    seat = home(words, places, [_raw(words, mention) for mention in mentions], document)
    named = [
        (mention, name)
        for mention, name in zip(mentions, name_mentions(words, mentions, seat), strict=True)
        if name is not None
    ]
    spoken = roles(words, [mention for mention, _ in named], hits)
    found = [
        Found(mention, name, role, _imprint(words, mention))
        for (mention, name), role in zip(named, spoken, strict=True)
    ]
    candidates = decide(words, found)
    return candidates, gather(words, found, candidates, own_unit(words, found), hits, page=read_page(words, document))


def _imprint(words: Words, mention: Mention) -> bool:
    """Whether a mention stands in the imprint, or in a line that opens with a mark of copyright."""
    start, _ = words.block_bounds(mention.first)
    copyright_line = words.forms[start] == "©" or words.lower[start : start + 3] == ["(", "c", ")"]
    return copyright_line or words.kind(mention.first) is BlockKind.IMPRINT


def _raw(words: Words, mention: Mention) -> OrganisationCandidate:
    start, end = words.span(mention.first, mention.last)
    return OrganisationCandidate(start, end, 0.5, words.text[start:end], None, mention.unit.kind)
