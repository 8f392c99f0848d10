"""Signs by which words that look like a name are none, or are the page's own: menus, dates, units' types, speech, acts.

Each is a trait of a group of mentions that `extract.name_scores` weighs like those of `extract.name_traits`.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.described import lead_of
from extract.facts import Facts
from extract.name_views import View
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_ITEM = 5
"""Most words of an entry of a menu."""
_BRACKET = 14
"""Words to look back for an opening bracket, and for the act that a legal basis names."""
_TITLED = 6
"""Words before a call's name within which a title says that it is opened or decided."""
_CALLED = 4
"""Words before a name within which a word says that it is one."""
_SIZES = ((2, "two"), (4, "few"), (8, "many"), (99, "long"))
_LARGE = frozenset({"project", "programme"})
_SMALL = frozenset({"service", "event"})
_WHERE = frozenset({"w", "we", "z", "ze", "przy", "od", "obok", "u", "koło"})
_SURE = frozenset({"label", "quotes", "apposition", "phrase", "capitals"})
_BARE = frozenset({"heading", "run"})
_HEADLINES = _BARE | {"title", "announced"}
_MENTIONED = frozenset({"mention", "title"})


def signs(words: Words, facts: Facts, view: View, others: Sequence[View]) -> Iterable[str]:
    """The signs of one group beside the `others` of its page."""
    places, sources, kinds = view.places, view.sources, view.kinds
    headed = [words.kind(place) is BlockKind.HEADING for place, _ in places]
    if sources <= _HEADLINES:
        yield from _of_heading(words, facts, view)
    if _is_unit(words, view.first, view.last):
        yield "unit_type"
    if sources <= _MENTIONED and _speaks(words, view.first, view.last):
        yield "speech"
    if all(_in_brackets(words, place) for place, _ in places):
        yield "in_brackets"
    if any(legal_basis(words, place) for place, _ in places):
        yield "basis"
    if "phrase" in sources and any(
        mention.source == "phrase" and heading for mention, heading in zip(view.group.mentions, headed, strict=True)
    ):
        yield "phrase_heading"
    if kinds and kinds <= _SMALL and all(_is_where(words, mention) for mention in view.group.mentions):
        yield "where"
    if view.group.framed and any(_is_call(words, other) for other in others):
        yield "framed_call"
    if "announced" in sources and True in headed:
        yield "announced_title"
    if kinds == {"call"} and "phrase" in sources and any(_opened(words, place) for place, _ in places):
        yield "call_titled"
    if view.best.source == "described":
        yield from _described(words, facts, view, others)
    yield from _first(view, others)
    yield from _beside(view, others)
    yield from _known(words, view)


def _described(words: Words, facts: Facts, view: View, others: Sequence[View]) -> Iterable[str]:
    """What leads up to a description, what it says, and whether the page has names beside it."""
    for mention in view.group.mentions:
        if mention.source == "described":
            yield f"led_{lead_of(words, words.at(mention.kind_start, mention.kind_end)[0]) or 'subject'}"
    start, end = view.best.start, view.best.end
    yield f"described_{view.best.kind}"
    if any(start <= one.start < end for one in facts.groups):
        yield "described_for"
    if any(start <= one.start < end for one in facts.activities):
        yield "described_gives"
    sure = [one for one in others if not one.group.past and one.sources & _SURE]
    if any(one.kinds & _LARGE for one in sure):
        yield "described_beside_large"
    elif sure:
        yield "described_beside"


def _known(words: Words, view: View) -> Iterable[str]:
    """Whether the page says that it is a name, and which common name it is."""
    if any(_is_called(words, place) for place, _ in view.places):
        yield "called"
    if "service" not in view.kinds:
        for scheme in _schemes_of(words, view.places):
            yield f"scheme_{scheme}"


def schemes(words: Words, group: Named) -> frozenset[str]:
    """Whether a name is that of a contest that pays for projects (`grant`), of a scheme that municipalities join and
    announce by its name (`joined`), or of a local document that projects carry out (`plan`)."""
    return _schemes_of(words, [words.at(mention.start, mention.end) for mention in group.mentions])


def _schemes_of(words: Words, places: Iterable[tuple[int, int]]) -> frozenset[str]:
    return frozenset(match.meaning for first, last in places for match in _schemes().find(words, first, last))


def legal_basis(words: Words, index: int) -> bool:
    """Whether a word stands in the sentence that names the acts on which something is based."""
    begin, _ = words.sentence_bounds(index)
    if words.lower[begin : begin + 2] == ["na", "podstawie"]:
        return True
    return words.speak_of(_acts(), max(begin, index - _BRACKET), index)


def _of_heading(words: Words, facts: Facts, view: View) -> Iterable[str]:
    """What a heading is where it is no name: the head of a menu, a date, a town."""
    first, last = view.places[0]
    number = words.blocks[first]
    headings = [part.level for part in words.parts if part.kind is BlockKind.HEADING]
    if words.kind(first) is BlockKind.HEADING and words.parts[number].level == min(headings):
        yield f"title_{next(name for most, name in _SIZES if last - first <= most)}"
    if words.forms[first][0].isdigit():
        yield "number_first"
    if _heads_menu(words, first):
        yield "menu"
    months = load_rules("names")["months"]
    calendar = load_rules("names")["calendar"]
    if all(not words.forms[i].isalpha() or not words.keys[i].isdisjoint(calendar) for i in range(first, last)):
        yield "only_time"
    elif any(words.forms[i - 1].isdigit() and not words.keys[i].isdisjoint(months) for i in range(first + 1, last)):
        yield "timed"
    if any(one.start <= view.best.start and view.best.end <= one.end for one in facts.places):
        yield "only_place"


def _heads_menu(words: Words, index: int) -> bool:
    """Whether nothing but short items stands under a heading, as under the entries of a site's menu."""
    number = words.blocks[index]
    if words.kind(index) is not BlockKind.HEADING:
        return False
    items = 0
    for part in words.parts[number + 1 :]:
        if part.kind is BlockKind.HEADING:
            break
        first, last = words.at(part.start, part.end)
        if part.kind is not BlockKind.ITEM or last - first > _ITEM:
            return False
        items += 1
    return items > 1


def _is_call(words: Words, view: View) -> bool:
    """Whether a group is a call that a heading of the page names."""
    return "call" in view.kinds and any(words.kind(place) is BlockKind.HEADING for place, _ in view.places)


def _is_unit(words: Words, first: int, last: int) -> bool:
    """Whether a name is only the type of a unit, with its town or without: `Klub Integracji Społecznej w Płocku`."""
    for match in _units().at(words, first):
        if match.last >= last or words.lower[match.last] in {"w", "we", "dla", "przy"}:
            return True
    return False


def _speaks(words: Words, first: int, last: int) -> bool:
    """Whether somebody speaks of himself or to somebody in the words."""
    return any(
        words.tags[i].startswith("fin") and (":pri:" in words.tags[i] or ":sec:" in words.tags[i])
        for i in range(first, last)
    )


def _in_brackets(words: Words, index: int) -> bool:
    begin, _ = words.sentence_bounds(index)
    for position in range(index - 1, max(begin, index - _BRACKET) - 1, -1):
        if words.forms[position] == ")":
            return False
        if words.forms[position] == "(":
            return True
    return False


def _is_where(words: Words, mention: NameCandidate) -> bool:
    """Whether a name only says where something happens or who comes: `chór z Klubu „Paleta”`."""
    start = min(mention.start, mention.kind_start) if mention.kind_start >= 0 else mention.start
    first = words.at(start, mention.end)[0]
    while first and words.tags[first - 1].startswith("adj"):
        first -= 1
    return first > words.sentence_bounds(first)[0] and words.lower[first - 1] in _WHERE


def _opened(words: Words, index: int) -> bool:
    """Whether a heading names a call, or words before it say that it is opened or decided."""
    if words.kind(index) is BlockKind.HEADING:
        return True
    begin, _ = words.block_bounds(index)
    return words.speak_of(frozenset(load_rules("names")["opened"]), max(begin, index - _TITLED), index)


def _beside(view: View, others: Sequence[View]) -> Iterable[str]:
    """What the other names of the page say: a longer one that always holds it, a sure one beside a mere heading."""
    sure = [other for other in others if not other.group.past and other.sources & _SURE]
    spans = [(one.start, one.end) for other in sure for one in other.group.mentions if one.source in _SURE]
    if spans and all(any(start <= own.start and own.end <= end for start, end in spans) for own in view.group.mentions):
        yield "within"
    if view.sources <= _BARE and any(other.kinds for other in sure):
        yield "heading_beside"


def _is_called(words: Words, index: int) -> bool:
    """Whether the words before a name say that something is called so: `zadanie nazywa się …`."""
    begin, _ = words.sentence_bounds(index)
    return words.speak_of(_naming(), max(begin, index - _CALLED), index)


def is_part(words: Words, first: int, last: int) -> bool:
    """Whether the words only count a part of something: `Moduł II`, `Zadanie nr 3`, `Etap 1`."""
    if words.keys[first].isdisjoint(load_rules("names")["tasks"]):
        return False
    rest = [form for form in words.forms[first + 1 : last] if form.isalnum() and form.lower() != "nr"]
    return len(rest) == 1 and (rest[0].isdigit() or set(rest[0]) <= set("IVX") or len(rest[0]) == 1)


def _first(view: View, others: Sequence[View]) -> Iterable[str]:
    """Whether it is the first or the only name that the page introduces surely."""
    sure = [one for one in (view, *others) if one.sources & _SURE and not one.group.past]
    if view not in sure:
        return
    if _first_sure(view) == min(map(_first_sure, sure)):
        yield "first_sure"
    large = [one for one in sure if one.kinds & _LARGE and not one.group.framed]
    if large == [view]:
        yield "only_large"


def _first_sure(view: View) -> int:
    return min([mention.start for mention in view.group.mentions if mention.source in _SURE])


@cache
def _units() -> Patterns[str]:
    return Patterns((pattern, "unit") for pattern in load_rules("names")["unit_types"])


@cache
def _schemes() -> Patterns[str]:
    rules = load_rules("names")["schemes"]
    return Patterns((pattern, kind) for kind, patterns in rules.items() for pattern in patterns)


@cache
def _naming() -> frozenset[str]:
    return frozenset(load_rules("names")["naming"])


@cache
def _acts() -> frozenset[str]:
    return frozenset(load_rules("names")["basis"])
