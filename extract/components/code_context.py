"""Where in a text a wording of a target group or an activity stands: under which label, in what kind of sentence.

The names of the traits are those of `data/code_weights.yaml`, which says how much each one tells.
"""

from functools import cache
from itertools import pairwise

from corpus.documents import BlockKind
from extract.components.code_syntax import CodeSyntax
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words

_LABEL = 9
"""A paragraph of at most so many words that ends with a colon or a question mark, or in capitals, is a label."""
_INLINE = 7
"""A label within a paragraph (`Kto skorzysta: …`) has at most so many words."""
_ASKED = 25
"""A paragraph of more words that ends with a question does not ask for all it says."""
_DIRECT = 4
"""A preposition or verb at most so many words before a wording governs it."""
_NUMBER_REACH = 3
_WITHOUT = frozenset({"bez", "spoza", "poza", "zamiast", "niż"})
_HOUSES = frozenset({"day_support", "crisis_intervention", "housing", "support_group"})
"""Forms of support that are also the names of houses: `w klubie seniora` tells where, `klub seniora` what."""
_INSIDE = frozenset({"w", "we", "przy", "z", "ze"})
_AMONG = frozenset({",", "i", "oraz", "lub"})
_NONE: frozenset[str] = frozenset()
_BARRED = frozenset({"barred"})
"""The role of a label over those who are kept out."""
_SENTENCES = ("background", "offstage", "elsewhere")
_LISTED = frozenset({BlockKind.ITEM, BlockKind.ROW})
_CELLS = 3
"""A row of a table of grants has at least so many cells."""
_UNPAID = frozenset({"–", "—", "-", "x", "brak", "nie", "odrzucono", "odrzucona"})
_ROMAN = frozenset("IVXL")
_VERBS = ("fin", "praet", "impt", "bedzie", "pred", "imps", "inf")


class CodeContext:
    """The labels and sentences of one document, looked at once for all wordings."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._sections = _sections(words)
        self._sentences: dict[str, set[int]] = {name: set() for name in ("for_whom", "gives", *_SENTENCES)}
        self._direct = bytearray(len(words))
        governors = []
        for match in _patterns().find(words):
            if match.meaning == "direct":
                self._direct[match.last - 1] = 1
                governors.append((match.last - 1, "target_groups"))
            else:
                if match.meaning == "gives":
                    governors.append((match.last - 1, "activities"))
                self._sentences[match.meaning].add(words.sentences[match.first])
        self._syntax = CodeSyntax(words, governors)

    def traits(self, match: Match[tuple[str, str, bool]], field: str) -> set[str]:
        """What the place of a wording tells, for `target_groups` or `activities`."""
        words, first = self._words, match.first
        sentence = words.sentences[first]
        found = self._standing(first, "recipients" if field == "target_groups" else "offers")
        found |= self._syntax.traits(match, field)
        if sentence in self._sentences["for_whom" if field == "target_groups" else "gives"]:
            found.add("told")
        if "background" in found and sentence in self._sentences["background"]:
            found.add("elsewhere")  # figures of a diagnosis
        found.update([name for name in _SENTENCES if sentence in self._sentences[name]])
        if "title" not in found and _asks(words, first):
            found.add("asked")
        if first and words.lower[first - 1] in _WITHOUT:
            found.add("without")
        if field == "target_groups":
            found |= self._governed(first, match.last)
            if "background" in found:
                found.discard("numbered")  # a diagnosis counts people whom nobody invites
        elif match.meaning[0] in _HOUSES:
            found |= _located(words, first, match.last)
        return found

    def _standing(self, first: int, wanted: str) -> set[str]:
        """What kind of block the wording stands in, and under what label."""
        words = self._words
        block, kind = words.blocks[first], words.kind(first)
        found: set[str] = set()
        if block == 0 or (kind is BlockKind.HEADING and words.parts[block].level <= 1):
            found.add("title")
        elif kind is BlockKind.HEADING:
            found.add("heading")
        elif kind in _LISTED:
            found.add("listed")
            if kind is BlockKind.ROW and _refused(words, first):
                found.add("refused")
        section = self._sections.get(block)
        if section:
            found.add("labelled" if wanted in section else "background" if "background" in section else "other_label")
            if "barred" in section:
                found.add("denied")
        return found

    def _governed(self, first: int, last: int) -> set[str]:
        """Whether a word right before the wording says that the programme is for those people, or counts them."""
        found: set[str] = set()
        if 1 in self._direct[max(0, first - _DIRECT) : last - 1]:
            found.add("direct")
        if _numbered(self._words, first):
            found.add("numbered")
        return found


def _located(words: Words, first: int, last: int) -> set[str]:
    """Whether the wording tells a place: what stands before it, adjectives aside, is a preposition of place; it is one
    of several places (`w szkołach i świetlicach`), or stands alone in brackets (`godz. 10.00 (świetlica)`)."""
    index, begin = first - 1, words.sentence_bounds(first)[0]
    while index >= max(begin, first - _NUMBER_REACH) and words.tags[index].startswith(("adj", "num", "ppas")):
        index -= 1
    if index < begin:
        return set()
    before = words.lower[index]
    if (before == "(" and words.forms[last : last + 1] == [")"]) or (
        before in _AMONG and ":loc" in words.tags[index - 1] and any(":loc" in tag for tag in words.tags[first:last])
    ):
        return {"placed"}
    return {"located"} if before in _INSIDE else {"to"} if before == "do" else set()


def _refused(words: Words, index: int) -> bool:
    """Whether the table row that the word stands in ends with no money behind a sum: `| 12 500,00 | 0,00 |`."""
    first, last = words.block_bounds(index)
    cuts = [first - 1, *(place for place in range(first, last) if words.forms[place] == "|"), last]
    cells = [words.forms[left + 1 : right] for left, right in pairwise(cuts)]
    if len(cells) < _CELLS or not cells[-1] or not any(map(str.isdigit, cells[-2])):
        return False
    whole = [form for form in cells[-1] if form.isdigit()]
    return (cells[-1][0] == "0" and not any(map(int, whole[:2]))) or (not whole and cells[-1][0] in _UNPAID)


def _asks(words: Words, index: int) -> bool:
    """Whether the sentence, or the short block that it stands in, ends with a question."""
    first, last = words.block_bounds(index)
    return words.forms[words.sentence_bounds(index)[1] - 1] == "?" or (
        last - first <= _ASKED and words.forms[last - 1] == "?"
    )


def _numbered(words: Words, first: int) -> bool:
    """Whether a number of people stands right before the wording."""
    for index in range(first - 1, max(first - 1 - _NUMBER_REACH, -1), -1):
        if words.blocks[index] != words.blocks[first] or words.forms[index] in ".;:,":
            return False
        if words.forms[index].isdigit():
            return len(words.forms[index]) < 5
        if words.tags[index].startswith("num"):
            return True
    return False


def _sections(words: Words) -> dict[int, frozenset[str]]:
    """What the label over, or at the front of, each block promises; blocks without a label are left out."""
    found: dict[int, frozenset[str]] = {}
    current, listing, level = _NONE, _NONE, 9
    position = 0
    while position < len(words):
        block = words.blocks[position]
        end = words.block_bounds(position)[1]
        kind = words.parts[block].kind
        if kind is BlockKind.HEADING:
            depth = words.parts[block].level or 3
            if depth <= level or _role(words, position, end) or "background" not in current:
                current, level = _role(words, position, end), depth
            listing = _NONE
        elif kind not in _LISTED and end - position <= _LABEL and _is_label(words, position, end):
            role = _role(words, position, end)
            if role or words.forms[end - 1] != ":":
                current, level = role, 9
            listing = _NONE
        else:
            inline = _inline(words, position, end)
            role = _role(words, position, inline) if inline else _NONE
            if kind in _LISTED:
                role = role or listing or current
            else:
                listing = _announced(words, end)
                role = role or current
            if role:
                found[block] = role
        position = end
    return found


def _is_label(words: Words, first: int, last: int) -> bool:
    if words.forms[last - 1] in ":?":
        return True
    if all(words.forms[i].isupper() or not words.forms[i].isalpha() for i in range(first, last)):
        return True
    return _is_numbered(words, first, last) and bool(_role(words, first, last))


def _is_numbered(words: Words, first: int, last: int) -> bool:
    """Whether a line is a numbered title without a verb: `3. Cele i działania.`"""
    return (
        last - first > 2
        and words.forms[first + 1] in ".)"
        and (words.forms[first].isdigit() or set(words.forms[first]) <= _ROMAN)
        and not any(words.tags[i].startswith(_VERBS) for i in range(first, last))
    )


def _inline(words: Words, first: int, last: int) -> int:
    """The end of a label at the front of a block: `Kto skorzysta:`, `II. Adresaci.`; 0 where there is none."""
    for index in range(first, min(first + _INLINE, last - 1)):
        form = words.forms[index]
        if form in ":?" or (form == "." and index - first >= 1 and len(words.forms[index - 1]) > 3):
            return index + 1
        if form == "|" and index > first:
            return index
    return 0


def _announced(words: Words, last: int) -> frozenset[str]:
    """The role of a list that the last sentence of a paragraph announces with a colon; a long one has no heading's
    words (`ze względu na sytuację …:`)."""
    if words.forms[last - 1] not in ":?":
        return _NONE
    first = words.sentence_bounds(last - 1)[0]
    role = _role(words, first, last)
    return role - {"background"} if last - first > _LABEL else role


def _role(words: Words, first: int, last: int) -> frozenset[str]:
    """What a label's words promise; `Co oferujemy uczestnikom` promises both, `Kogo nie przyjmujemy?` neither."""
    found = frozenset(match.meaning for match in _labels().find(words, first, last) if match.last <= last)
    return _BARRED if "barred" in found else found


@cache
def _labels() -> Patterns[str]:
    sections = load_rules("statements")["sections"]
    return Patterns((pattern, role) for role, patterns in sections.items() for pattern in patterns)


@cache
def _patterns() -> Patterns[str]:
    rules = load_rules("statements")
    names = ("for_whom", "gives", "direct", *_SENTENCES)
    return Patterns((pattern, name) for name in names for pattern in rules[name])
