"""What the page says of each name: named traits of a group of mentions, which `extract.name_scores` weighs.

Every trait is 1 where it holds, or a small count, so that its weight can be fitted (`tools/names/fit.py`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.lexicon import head_at
from extract.facts import Facts
from extract.name_signs import legal_basis, signs
from extract.name_views import View, views
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

SURE = frozenset({"label", "quotes", "apposition", "phrase", "capitals"})
_SMALLER = frozenset({"event", "service"})
"""Kinds of what programmes contain."""
_LARGE = frozenset({"project", "programme"})
_MENTIONED = frozenset({"mention", "title"})
_TITLES = frozenset({"heading", "title"})
_HEADINGS = _TITLES | {"run"}
_PARTS = frozenset({"częścią", "elementem"})
_SAYING = ("fin", "praet", "imps", "bedzie")
_STOPS = frozenset(".!?")
_DASHES = frozenset("–-—")
_YEARS = frozenset(map(str, range(1900, 2100)))
_LISTS = frozenset({BlockKind.ROW, BlockKind.ITEM})
_BUDGET = frozenset({"total", "grant", "eu", "state", "own"})
_RUNNING = frozenset({"implementer", "applicant", "leader"})
_FRONT_BLOCKS = 3
_BEFORE, _BEHIND = 8, 9
"""Words around a mention that tell what it is."""
_SIZES = ((1, "one"), (2, "two"), (5, "few"), (12, "many"), (99, "long"))
_LATE = 0.7
"""Where the last part of a page begins."""
_SHARED = 0.7
"""Part of a name's words that the title has to hold for the name to be told there in other words."""
_AGAIN = 2
_INTRODUCING = frozenset({"pn", "n", "pt", "t", "nazwą", "nazwie", "tytułem", "tytule", "zatytułowany"})
"""Words between a head and the name that it introduces."""


@dataclass(frozen=True, slots=True)
class Page:
    """What all names of a page are compared with, found once."""

    words: Words
    facts: Facts
    title: tuple[frozenset[str], ...]
    """Matching keys of the words of the first heading of the page's highest level."""
    top: int
    sums: tuple[int, ...]
    terms: tuple[int, ...]
    bodies: tuple[int, ...]
    """Starts of budget sums, of periods, of bodies that run something."""
    headings: tuple[int, ...]
    """Starts of the headings."""


def page_of(words: Words, facts: Facts) -> Page:
    """The page as names are seen against it."""
    return Page(
        words,
        facts,
        _title_keys(words),
        min((part.level for part in words.parts if part.kind is BlockKind.HEADING), default=1),
        tuple(sorted(one.start for one in facts.money if one.role in _BUDGET)),
        tuple(sorted(one.start for one in facts.dates if one.role == "period")),
        tuple(sorted(one.start for one in facts.organisations if one.role in _RUNNING)),
        tuple(part.start for part in words.parts if part.kind is BlockKind.HEADING),
    )


def traits(page: Page, group: Named, groups: Sequence[Named]) -> dict[str, float]:
    """The traits of one group among the `groups` of its page."""
    words = page.words
    all_views = views(words, groups)
    view = next(one for one in all_views if one.group is group)
    others = [one for one in all_views if one is not view]
    found: dict[str, float] = {"bias": 1.0, "mentions": float(min(len(view.places) - 1, 4))}
    for source in view.sources:
        found[f"source_{source}"] = 1.0
    for kind in view.kinds or {"none"}:
        found[f"kind_{kind}"] = 1.0
    found |= dict.fromkeys(_placed(page, view), 1.0)
    found |= dict.fromkeys(_worded(page, view), 1.0)
    found |= dict.fromkeys(_known(page, view), 1.0)
    found |= dict.fromkeys(_competing(page, view, others), 1.0)
    found |= dict.fromkeys(signs(words, page.facts, view, others), 1.0)
    if "quotes" in view.sources and any(_is_introduced(words, mention) for mention in group.mentions):
        found["introduced"] = 1.0
    for first, last in view.places:
        found |= dict.fromkeys(_around(page, first, last), 1.0)
    return found


def framework(words: Words, mention: NameCandidate) -> str | None:
    """How the words around a mention call it what something else is part of: `weak`, `project`, `sure`, or None."""
    index, behind = words.at(mention.start, mention.end)
    begin, end = words.sentence_bounds(index)
    if not _PARTS.isdisjoint(words.lower[behind : min(behind + 4, end)]) or legal_basis(words, index):
        return "sure"
    own = words.at(mention.kind_start, mention.kind_end)[1] if mention.kind_start >= mention.start else index
    strongest: str | None = None
    for match in _frameworks().find(words, max(begin, index - _BEFORE), index):
        if match.last <= max(index, own) and "," not in words.forms[match.last : index]:
            if words.lower[match.first] != "w":
                return "sure"
            strength = "project" if mention.kind == "project" else "weak"
            strongest = "weak" if "weak" in {strongest, strength} else strength
    return strongest


def _placed(page: Page, view: View) -> Iterable[str]:
    """Where on the page it stands."""
    words, zones, places = page.words, page.facts.zones, view.places
    yield from _headed(page, view)
    first = places[0][0]
    if words.blocks[first] <= _FRONT_BLOCKS:
        yield "front"
        if view.sources <= _MENTIONED and len(view.group.tokens) >= 3:
            yield "quoted_front"
    if first > _LATE * len(words):
        yield "late"
    if all(words.kind(place) in _LISTS for place, _ in places):
        yield "listed"
    if all(zones.past[place] or zones.negated[place] for place, _ in places):
        yield "past"


def _headed(page: Page, view: View) -> Iterable[str]:
    """Which headings it stands in, and whether the title says it."""
    words, sources, tokens = page.words, view.sources, view.group.tokens
    levels = [
        words.parts[words.blocks[first]].level - page.top + 1
        for first, _ in view.places
        if words.kind(first) is BlockKind.HEADING
    ]
    if levels:
        yield "top_heading" if min(levels) == 1 else "low_heading"
        if len(view.places) == 1:
            yield "heading_alone"
        if sources <= _HEADINGS:
            yield "heading_only"
            if min(levels) > 1:
                yield from _divided(page, view.group)
        if len(levels) < len(view.places):
            yield "title_and_text" if min(levels) == 1 else "heading_and_text"
    if sources != {"heading"} and _opens_with(page.title, tokens[:2]):
        yield "titled"
    if page.title and sources.isdisjoint(_TITLES):
        wanted = [token for token in tokens if token]
        said = frozenset().union(*page.title)
        shared = sum([not token.isdisjoint(said) for token in wanted])
        if wanted and shared >= _SHARED * len(wanted):
            yield "in_title"


def _divided(page: Page, group: Named) -> Iterable[str]:
    """What stands under a lower heading: a programme's budget and term, one of them, or nothing of the kind."""
    start = group.mentions[0].start
    place = bisect_left(page.headings, start + 1)
    end = page.headings[place] if place < len(page.headings) else len(page.words.text)
    told = _within(page.sums, start, end) + _within(page.terms, start, end)
    yield ("heads_nothing", "heads_one", "heads_both")[told]


def _worded(page: Page, view: View) -> Iterable[str]:
    """What its own words are."""
    words, best, first, last = page.words, view.best, view.first, view.last
    forms = words.forms[first:last]
    yield next(f"size_{name}" for most, name in _SIZES if last - first <= most or most == _SIZES[-1][0])
    yield from _told(words, view)
    if not _DASHES.isdisjoint(forms) and any(
        form in _DASHES and not forms[place - 1].isdigit() for place, form in enumerate(forms)
    ):
        yield "dash"
    worded = best.source == "announced" or (best.source == "phrase" and best.kind == "call")
    if forms[0][:1].islower() and not worded:
        yield "small_letter"
    if not _YEARS.isdisjoint(forms):
        yield "year"
    home = page.facts.home
    town = home.name.casefold() if home else None
    if town and any(
        town in found for form, found in zip(forms, words.keys[first:last], strict=True) if form[:1].isupper()
    ):
        yield "home"
    if any(form.casefold().startswith(_national()) for form in forms[:2]):
        yield "national"
    if _other_works().at(words, first):
        yield "other_work"


def _told(words: Words, view: View) -> Iterable[str]:
    """What its words say, by how surely they are a name."""
    best, sources, first, last = view.best, view.sources, view.first, view.last
    told = "surely" if sources & SURE else "heading" if "heading" in sources else "loosely"
    if any(tag.startswith(_SAYING) for tag in words.tags[first:last]):
        yield f"verb_{told}"
    if not _STOPS.isdisjoint(words.forms[first : last - 1]) or words.forms[last - 1] in "!?":
        yield f"slogan_{told}"
    if told == "heading" and any(True for _ in _generic().find(words, first, last)):
        yield "generic"
    if best.source in SURE:
        yield f"{best.source}_{best.kind or 'none'}"
    if any(":pl:" in words.tags[i] and head_at(words, i) for i in range(first, min(first + 2, last))):
        yield "plural"


def _known(page: Page, view: View) -> Iterable[str]:
    """What other components know of its words, and what its head words are."""
    words, mentions = page.words, view.group.mentions
    starts = {mention.start for mention in mentions}
    if any(fund.start <= start < fund.end for fund in page.facts.funds for start in starts):
        yield "fund"
    if any(body.start <= start < body.end for body in page.facts.organisations for start in starts):
        yield "body"
    if any(_is_minor(words, mention) for mention in mentions):
        yield "minor"
    if "heading" in view.sources and view.kinds:
        yield "headed"
    if view.kinds and view.kinds <= _SMALLER:
        heads = {key for mention in mentions if mention.kind_start >= 0 for key in _head(words, mention)}
        if sum(words.lemma_count(head, view.last) for head in heads) >= _AGAIN:
            yield "head_again"


def _around(page: Page, first: int, last: int) -> Iterable[str]:
    """What the sentence and the block around one mention say."""
    words = page.words
    begin, end = words.sentence_bounds(first)
    rules = _near()
    before = frozenset().union(*words.keys[max(begin, first - _BEFORE) : first])
    behind = frozenset().union(*words.keys[last : min(end, last + _BEHIND)])
    for name in ("government", "running", "own", "received"):
        if not rules[name].isdisjoint(before):
            yield f"{name}_before"
    for name in ("running", "going", "paid"):
        if not rules[name].isdisjoint(behind):
            yield f"{name}_behind"
    if "ramach" in words.lower[last : min(end, last + _BEHIND)]:
        yield "within_behind"
    start, stop = words.starts[begin], words.ends[end - 1]
    block = words.parts[words.blocks[first]]
    if block.kind is BlockKind.HEADING:
        return
    for name, positions in (("sum", page.sums), ("term", page.terms), ("body", page.bodies)):
        if _within(positions, start, stop):
            yield f"{name}_sentence"
        elif _within(positions, block.start, block.end):
            yield f"{name}_block"


def _competing(page: Page, view: View, others: Sequence[View]) -> Iterable[str]:
    """What the other names of the page make of it."""
    larger = [
        one
        for one in others
        if one.kinds & _LARGE and one.sources & SURE and not one.group.past and not one.group.framed
    ]
    if view.group.framed:
        yield f"framework_{view.group.framed}"
        yield "framework_beside" if larger else "framework_alone"
    if larger and view.kinds and view.kinds <= _SMALLER:
        yield "inside" if _is_inside(page.words, view, larger) else "smaller"
    if larger and not view.kinds:
        yield "kindless_beside"
    if larger and view.kinds & _LARGE:
        yield "rivals"
    if any(one.kinds == {"call"} and "phrase" in one.sources for one in others):
        yield "call_beside"


def _is_inside(words: Words, view: View, programmes: Sequence[View]) -> bool:
    """Whether a sentence or the one after it sets the group `w ramach` one of the programmes."""
    sentences = {words.sentences[first] for first, _ in view.places}
    near = sentences | {sentence + 1 for sentence in sentences}
    firsts = [first for one in programmes for first, _ in one.places]
    return any(
        words.sentences[first] in near and "ramach" in words.lower[max(0, first - 6) : first] for first in firsts
    )


def _is_introduced(words: Words, mention: NameCandidate) -> bool:
    """Whether words that only names follow stand between the head and the name: `projekt pn. „…”`, `o nazwie „…”`."""
    if mention.source != "quotes" or not 0 <= mention.kind_start < mention.start:
        return False
    between = range(words.at(mention.kind_start, mention.kind_end)[1], words.at(mention.start, mention.end)[0])
    return any(words.lower[i] in _INTRODUCING or words.forms[i] in "–:" for i in between)


def _is_minor(words: Words, mention: NameCandidate) -> bool:
    """Whether a mention is headed by a campaign, an action or another thing that programmes contain."""
    return mention.kind_start >= 0 and not _head(words, mention).isdisjoint(load_rules("names")["minor"])


def _head(words: Words, mention: NameCandidate) -> frozenset[str]:
    return words.keys[words.at(mention.kind_start, mention.kind_end)[0]]


def _within(positions: Sequence[int], start: int, end: int) -> bool:
    place = bisect_left(positions, start)
    return place < len(positions) and positions[place] < end


def _title_keys(words: Words) -> tuple[frozenset[str], ...]:
    first = next((part for part in words.parts if part.kind is BlockKind.HEADING), None)
    if first is None:
        return ()
    begin, end = words.at(first.start, first.end)
    fillers = load_rules("names")["fillers"]
    return tuple(words.keys[i] for i in range(begin, end) if words.forms[i].isalnum() and words.lower[i] not in fillers)


def _opens_with(title: Sequence[frozenset[str]], opening: Sequence[frozenset[str]]) -> bool:
    """Whether the opening words of a name follow one another in the title."""
    return len(opening) == 2 and any(one & opening[0] and other & opening[1] for one, other in pairwise(title))


@cache
def _generic() -> Patterns[str]:
    return Patterns((pattern, "generic") for pattern in load_rules("names")["generic_headings"])


@cache
def _national() -> tuple[str, ...]:
    return tuple(load_rules("names")["national"])


@cache
def _near() -> dict[str, frozenset[str]]:
    return {name: frozenset(lemmas) for name, lemmas in load_rules("names")["near"].items()}


@cache
def _other_works() -> Patterns[str]:
    return Patterns((pattern, "other") for pattern in load_rules("names")["nothing"]["heading"])


@cache
def _frameworks() -> Patterns[str]:
    return Patterns((pattern, pattern) for pattern in load_rules("names")["parents"])
