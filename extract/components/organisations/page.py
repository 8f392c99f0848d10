"""What a page tells as a whole: who publishes it, whether it speaks as „we”, whether its town acts without its name."""

from collections.abc import Iterator
from functools import cache

from corpus.documents import BlockKind, Document
from corpus.values import value
from extract.components.organisations.settling import Found
from extract.forms import read
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_FINITE = ("fin:", "praet:", "bedzie:")
_GROUNDS = frozenset({"gmina", "miasto", "powiat", "samorząd"})
_OUR = frozenset({"nasz", "my"})
_WE_LEAST = 3
"""Words of the first person from which a page speaks as „we” throughout."""
_VERB = 4
"""Words behind a subject within which its verb stands."""


@value
class Page:
    """What is known of the page that bodies are named on."""

    publisher: str
    voice: str
    """`we` where it speaks in the first person throughout, `some` where at times, `they` where never."""
    contest: bool
    """Whether it tells of a call for bids of associations (`otwarty konkurs ofert`)."""
    town_acts: bool
    """Whether „gmina”, „miasto”, „powiat” without a name is the subject of a verb of doing."""

    def publishes(self, words: Words, one: Found) -> bool:
        """Whether a mention stands in the imprint line that says whose page it is."""
        start, end = words.block_bounds(one.mention.first)
        if not self.publisher or words.kind(start) is not BlockKind.IMPRINT:
            return False
        first, last = words.span(start, end)
        return words.text[first:last].casefold() == self.publisher

    def published(self, words: Words, mentions: list[Found]) -> bool:
        """Whether a body is the one whose page it is."""
        return any(self.publishes(words, one) for one in mentions)

    def signs(self, words: Words, mentions: list[Found], group: str, *, runs: bool) -> Iterator[str]:
        """The signs of a body of a group; `runs` where somebody else is said to run something."""
        if self.town_acts:
            yield f"town acts*{group}"
        if self.contest:
            yield f"contest*{group}"
        published = self.published(words, mentions)
        where = "imprint" if all(one.imprint for one in mentions) else "both" if published else "text"
        if where == "text":
            return
        led = "led" if runs else "not led"
        for sign in (f"page:{where}", "publisher") if published else (f"page:{where}",):
            yield sign
            yield f"{sign}*{group}"
            yield f"{sign}*{led}"
            yield f"{sign}*{led}*{group}"
            yield f"{sign}*{led}*{self.voice}"
        if self.town_acts and not runs:
            yield f"page:{where}*town acts*{group}"


def read_page(words: Words, document: Document | None) -> Page:
    """What the page tells as a whole."""
    said = sum(_of_us(words, i) for i in _our_spots().places(words))
    voice = "we" if said >= _WE_LEAST else "some" if said else "they"
    publisher = (document.publisher or "") if document is not None else ""
    contest = any(words.lemmas[i + 1 : i + 2] == ["oferta"] for i in _contest_spots().places(words))
    return Page(publisher.casefold(), voice, contest, any(_acts(words, i) for i in _ground_spots().places(words)))


def _of_us(words: Words, i: int) -> bool:
    return words.lemmas[i] in _OUR or ":pl:pri" in words.tags[i]


def _acts(words: Words, i: int) -> bool:
    """Whether a town without a name is the subject of a verb of doing."""
    begin, end = words.sentence_bounds(i)
    if ":nom" not in words.tags[i] or i + 1 >= end or words.forms[i + 1][:1].isupper():
        return False
    if i > begin and words.tags[i - 1].startswith(("prep:", "subst:")):
        return False
    idle: list[str] = load_rules("organisation_roles")["idle"]
    verb = next((j for j in range(i + 1, min(end, i + _VERB)) if words.tags[j].startswith(_FINITE)), None)
    return verb is not None and words.lemmas[verb] not in idle


@cache
def _our_spots() -> Spots:
    return Spots(lambda form: read(form).lemma in _OUR or ":pl:pri" in read(form).tag)


@cache
def _contest_spots() -> Spots:
    return Spots(lambda form: read(form).lemma == "konkurs")


@cache
def _ground_spots() -> Spots:
    return Spots(lambda form: read(form).lemma in _GROUNDS)
