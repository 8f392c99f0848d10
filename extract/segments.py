"""Which programmes a document announces, and which stretch of it speaks of which.

Mentions of one name are grouped (inflected, abbreviated, in capitals); groups are scored by how they are introduced;
a page whose sections each carry a name and values of their own announces several programmes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from corpus.documents import BlockKind
from extract.candidates import Candidate, NameCandidate
from extract.patterns import Patterns, keys
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_FILLERS = frozenset({"edycja", "rok", "lata", "projekt", "program", "na", "pn", "zadanie", "i", "w", "z"})


@dataclass(slots=True)
class Named:
    """All mentions of one programme's name in a document."""

    mentions: list[NameCandidate]
    tokens: list[frozenset[str]]
    """Matching keys of the longest mention's words, fillers left out."""
    score: float = 0.0
    parent: float = 0.0
    """How strongly the text calls it what something else is part of."""
    past: bool = False
    other_work: float = 0.0
    """What its score lost because the name is that of a road or a tender."""

    @property
    def best(self) -> NameCandidate:
        """The mention that shows the name best: the surest way of introduction, then the longest."""
        return max(self.mentions, key=lambda mention: (mention.confidence, len(mention.name)))


@dataclass(frozen=True, slots=True)
class Segment:
    """One announced programme with the stretches of text (characters) that speak of it."""

    named: Named
    spans: tuple[tuple[int, int], ...]
    shared: tuple[tuple[int, int], ...] = ()
    """Stretches that speak of all programmes of the document (introduction, imprint)."""
    part_of: Named | None = None
    earlier: Named | None = None
    facts: tuple[Candidate, ...] = field(default=())

    def holds(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in the programme's own text."""
        return any(start <= candidate.start < end for start, end in self.spans)

    def shares(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in its own or in the shared text."""
        return self.holds(candidate) or any(start <= candidate.start < end for start, end in self.shared)


def tokens_of(words: Words, candidate: NameCandidate) -> list[frozenset[str]]:
    """The matching keys of a mention's words, without numbers of editions and filler words."""
    first, last = words.at(candidate.start, candidate.end)
    found = []
    for index in range(first, last):
        form = words.forms[index]
        if form.isalnum() and words.lower[index] not in _FILLERS:
            readings = keys(form) | (keys(form.capitalize()) if form.isupper() else frozenset())
            found.append(readings)
    return found


def same_name(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> bool:
    """Whether two names are one: the shorter begins or ends the longer, word by word in any inflection."""
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    size = len(shorter)
    if size == 1 and len(longer) > 3 and not any(len(key) > 6 for key in shorter[0]):
        return False
    for offset in {0, len(longer) - size}:
        if all(left & right for left, right in zip(shorter, longer[offset : offset + size], strict=True)):
            return True
    return False


def group_names(words: Words, candidates: Sequence[NameCandidate], zones: Zones) -> list[Named]:
    """Group mentions of one name and score each group; groups whose mentions are all weak keep low scores."""
    groups: list[Named] = []
    for candidate in sorted(candidates, key=lambda mention: (-mention.confidence, mention.start)):
        tokens = tokens_of(words, candidate)
        group = next((group for group in groups if same_name(group.tokens, tokens)), None)
        if group is None:
            groups.append(Named([candidate], tokens))
        else:
            group.mentions.append(candidate)
            if len(tokens) > len(group.tokens) and candidate.confidence >= group.best.confidence:
                group.tokens = tokens
    title = _title_tokens(words)
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
        _score(words, group, zones)
        if sources(group) != {"heading"} and _opens_with(title, group.tokens[:2]):
            group.score += _TITLED
    _weigh(words, groups)
    return sorted(groups, key=lambda group: -group.score)


def _weigh(words: Words, groups: Sequence[Named]) -> None:
    """Scores that depend on the other names of the page."""
    programmes = [group for group in groups if _kinds(group) & {"project", "programme"} and not group.past]
    if not any(group.score >= _LARGER and group.parent < 1.0 for group in programmes):
        for group in programmes:
            if group.parent < _STRONG_PARENT:
                group.score += group.parent
                group.parent = 0.0
    larger = any(group.score >= _LARGER for group in programmes)
    for group in groups:
        if larger and _kinds(group) and _kinds(group) <= {"event", "service"}:
            group.score -= _INSIDE if _is_inside(words, group, programmes) else _HAPPENING
        if _is_other_work(words, group):
            group.other_work = _OTHER_WORK
            group.score -= _OTHER_WORK


def _is_inside(words: Words, group: Named, programmes: Sequence[Named]) -> bool:
    """Whether a sentence or the one after it sets the group `w ramach` one of the programmes."""
    sentences = {words.sentences[words.at(mention.start, mention.end)[0]] for mention in group.mentions}
    for programme in programmes:
        for mention in programme.mentions:
            first = words.at(mention.start, mention.end)[0]
            framed = any(words.lower[index] == "ramach" for index in range(max(0, first - 6), first))
            if framed and words.sentences[first] in sentences | {sentence + 1 for sentence in sentences}:
                return True
    return False


def _is_other_work(words: Words, group: Named) -> bool:
    """Whether the name itself is that of a road, a tender or another thing that no social programme is called."""
    first = words.at(group.best.start, group.best.end)[0]
    return bool(_other_works().at(words, first))


_LARGER, _HAPPENING = 2.0, 2.5
"""A named conference is one event of the project that the page names as well (score), so it yields (points)."""
_STRONG_PARENT = 2.0
"""From here on a name is surely what something else is part of."""
_OTHER_WORK = 3.0
"""What a name loses that begins like that of a road or a tender."""
_LISTED = 1.2
"""A campaign that stands only in a list or a table is one of a programme's tasks."""
_INSIDE = 4.0
"""What a conference or course loses that the text calls a part of another name."""
_REPEATED = 1.0
"""A title that the text takes up again is a name."""
_LEAD = 0.8
"""A quotation of three words or more in the first blocks of a page is likelier a name than one further down."""


_TITLED = 1.2
"""A name whose first two words stand in the page's title is what the page is about."""


def sources(group: Named) -> set[str]:
    """The ways in which a name is introduced."""
    return {mention.source for mention in group.mentions}


def _title_tokens(words: Words) -> list[frozenset[str]]:
    first = next((part for part in words.parts if part.kind is BlockKind.HEADING), None)
    if first is None:
        return []
    begin, end = words.at(first.start, first.end)
    return [
        keys(words.forms[i]) for i in range(begin, end) if words.forms[i].isalnum() and words.lower[i] not in _FILLERS
    ]


def _opens_with(title: Sequence[frozenset[str]], opening: Sequence[frozenset[str]]) -> bool:
    """Whether the opening words of a name follow one another in the title."""
    pairs = pairwise(title)
    return len(opening) == 2 and any(one & opening[0] and other & opening[1] for one, other in pairs)


def _kinds(group: Named) -> set[str]:
    return {mention.kind for mention in group.mentions if mention.kind}


_SOURCE_SCORES = {
    "label": 4.0,
    "quotes": 3.0,
    "apposition": 3.0,
    "phrase": 2.5,
    "capitals": 2.2,
    "title": 1.8,
    "run": 1.2,
    "heading": 0.8,
    "proper": 0.6,
    "lead": 0.5,
    "mention": 0.4,
}


def _score(words: Words, group: Named, zones: Zones) -> None:
    ways = sources(group)
    score = max(_SOURCE_SCORES[way] for way in ways)
    score += 0.35 * min(len(group.mentions) - 1, 4)
    first_block = words.blocks[words.at(group.mentions[0].start, group.mentions[0].end)[0]]
    top = min((part.level for part in words.parts if part.kind is BlockKind.HEADING), default=1)
    lowest = 9
    past = 0
    for mention in group.mentions:
        index = words.at(mention.start, mention.end)[0]
        if words.kind(index) is BlockKind.HEADING:
            lowest = min(lowest, words.parts[words.blocks[index]].level - top + 1)
        parent = _parenthood(words, mention)
        group.parent = max(group.parent, parent)
        past += bool(zones.past[index] or zones.negated[index])
    supported = ways != {"heading"} or len(group.mentions) > 1
    alone = ways <= {"title", "heading", "mention"} and len(group.mentions) == 1
    if lowest <= 1:
        score += 2.0 if supported and not alone else 1.2 if supported else 0.4
    elif lowest < 9:
        score += 1.0 if supported else 0.4
    if "heading" in ways and len(ways) > 1 and lowest <= 1:
        score += _REPEATED
    if first_block <= 3:
        score += 0.6
        if ways <= {"mention", "title"} and len(group.tokens) >= 3:
            score += _LEAD
    kinds = {mention.kind for mention in group.mentions}
    places = [words.at(mention.start, mention.end)[0] for mention in group.mentions]
    minor = any(_is_minor(words, mention) for mention in group.mentions)
    if "project" in kinds and not minor:
        score += 0.6
    if minor and all(words.kind(index) in {BlockKind.ROW, BlockKind.ITEM} for index in places):
        score -= _LISTED
    if "heading" in ways and None not in kinds:
        score += 0.8
    if kinds <= {"event"} and lowest > 1:
        score -= 1.2
    if kinds <= {"service"} and lowest > 1:
        score -= 0.8
    group.past = past == len(group.mentions)
    if group.past:
        score -= 4.0
    group.score = score - group.parent


def _is_minor(words: Words, mention: NameCandidate) -> bool:
    """Whether a mention is headed by a campaign, an action or another thing that programmes contain."""
    if mention.kind_start < 0:
        return False
    head = words.forms[words.at(mention.kind_start, mention.kind_end)[0]]
    return not keys(head).isdisjoint(load_rules("names")["minor"])


def _parenthood(words: Words, mention: NameCandidate) -> float:
    """How strongly the words around a mention call it a framework: 0 not, 1 weakly (`w ramach`), 3 surely (`część`)."""
    index, behind = words.at(mention.start, mention.end)
    strongest = 0.0
    for position in range(behind, min(behind + 4, len(words))):
        if words.lower[position] in {"częścią", "elementem"} and words.sentences[position] == words.sentences[index]:
            strongest = 2.6
    for position in range(max(0, index - 8), index):
        if words.blocks[position] != words.blocks[index] or words.sentences[position] != words.sentences[index]:
            continue
        for match in _parents().at(words, position):
            if match.last <= index and not any(words.forms[i] == "," for i in range(match.last, index)):
                weak = words.lower[match.first] == "w" and mention.kind == "project"
                strongest = max(strongest, 0.2 if weak else 1.2 if words.lower[match.first] == "w" else 2.6)
    return strongest


@cache
def _other_works() -> Patterns[str]:
    return Patterns((pattern, "other") for pattern in load_rules("names")["nothing"]["heading"])


@cache
def _parents() -> Patterns[str]:
    return Patterns((pattern, "parent") for pattern in load_rules("names")["parents"])
