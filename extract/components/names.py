"""Names of programmes: labelled, quoted behind a head word, written in capitals behind it, or a phrase of their own.

Every mention is found with its way of introduction; `extract.segments` groups them and decides what is announced.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import Candidate, HeadCandidate, NameCandidate
from extract.components.name_text import name_text
from extract.morphology import analyses
from extract.patterns import Patterns, keys
from extract.quotes import Quote, find_quotes
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_NEAR, _FAR = 4, 9
"""Words to look back for a head: without and with an introducer (`pn.`) before the quotation."""
_MAX_WORDS = 32
_LEAD_WORDS = 7
"""Most words of a name that begins an item, and least words of what is said of it."""
_PROPER = (2, 4)
"""Least and most words of a capitalised name in running text."""
_MAX_LINE = 16
"""A line in capitals of more words is shouted text, no heading."""
_FRONT_BLOCKS = 5
"""A call is named in a heading or in so many blocks of its page."""
_STOPS = frozenset(".;:()|!?")
_CONFIDENCE = {
    "label": 0.95,
    "quotes": 0.9,
    "apposition": 0.88,
    "phrase": 0.8,
    "capitals": 0.75,
    "title": 0.7,
    "run": 0.6,
    "mention": 0.5,
    "proper": 0.48,
    "lead": 0.47,
    "heading": 0.45,
}
"""How sure each way of introduction is: behind a label, quoted behind or before a head word, a phrase with years,
capitalised behind a head word, quoted in a heading, a run of capitals, only quoted, capitalised words, the beginning
of an item, a whole heading."""


def find(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[NameCandidate]:
    """Every name of a programme, in order; names that begin inside `blocked` spans (organisations, funds) are none."""
    inside = bytearray(len(words))
    for candidate in blocked:
        first, last = words.at(candidate.start, candidate.end)
        inside[first:last] = b"\x01" * max(0, last - first)
    found: dict[tuple[int, int], NameCandidate] = {}
    for candidate in (
        *_labelled(words),
        *_quoted(words),
        *_phrases(words),
        *_calls(words),
        *_capitalised(words),
        *_runs(words),
        *_proper(words),
        *_leads(words),
        *_title_parts(words),
        *_headings(words),
    ):
        first, last = words.at(candidate.start, candidate.end)
        surely = candidate.source in {"quotes", "label"}
        if first >= last or zones.law[first] or zones.aside[first] or (inside[first] and not surely):
            continue
        known = found.get((first, last))
        if known is None or known.confidence < candidate.confidence:
            found[first, last] = candidate
    return [found[place] for place in sorted(found)]


def _candidate(words: Words, first: int, last: int, source: str, head: tuple[int, str] | None) -> NameCandidate | None:
    name = name_text(words, first, last)
    if not name:
        return None
    start, end = words.span(first, last)
    kind_start, kind_end = words.span(head[0], head[0] + 1) if head else (-1, -1)
    return NameCandidate(start, end, _CONFIDENCE[source], name, head[1] if head else None, kind_start, kind_end, source)


def _labelled(words: Words) -> Iterator[NameCandidate]:
    """`Tytuł projektu: …`, a cell `Nazwa zadania | …`."""
    for index in _block_starts(words):
        first = past_numbering(words, index)
        for match in _label_patterns().at(words, first):
            if match.last >= len(words):
                continue
            begin, end = _value_bounds(words, index, match.last)
            if begin >= end:
                continue
            bars = [i for i in range(first, end) if words.forms[i] == "|"]
            if len(bars) > 1:
                continue
            quote = next((q for q in find_quotes_in(words, begin, end) if q.outer_first <= begin + 1), None)
            if quote and quote.last - quote.first > 1:
                begin, end = quote.first, quote.last
            if begin < end:
                head = next((head for i in range(first, match.last) if (head := head_at(words, i))), None)
                candidate = _candidate(words, begin, end, match.meaning, head)
                if candidate:
                    yield candidate
            break


def _value_bounds(words: Words, index: int, behind: int) -> tuple[int, int]:
    """The words of a label's value: what follows its colon or bar, or the block under a label that stands alone."""
    end = words.block_bounds(index)[1]
    if behind < end:
        return (behind + 1, end) if words.forms[behind] in ":|–-" else (0, 0)
    return words.block_bounds(behind) if words.kind(index) is BlockKind.HEADING else (0, 0)


def _quoted(words: Words) -> Iterator[NameCandidate]:
    for quote in find_quotes(words):
        if quote.last <= quote.first or not words.forms[quote.first][:1].isalnum():
            continue
        head, other = _head_before(words, quote.outer_first)
        source = "quotes"
        if head is None and not other:
            head = _head_behind(words, quote.outer_last)
            source = "apposition" if head else "mention"
            own = _leading_head(words, quote.first, quote.last)
            if head is None and own and own[1] == "programme" and quote.last - quote.first > 2:
                source, head = "phrase", own
        if other:
            continue
        if source == "mention" and _named_before(words, quote.outer_first):
            source = "apposition"
        if source == "mention" and (_named_behind(words, quote.outer_last) or _happens(words, quote.outer_first)):
            source = "apposition"
        if source == "mention" and words.kind(quote.first) is BlockKind.HEADING:
            source = "title"
        ahead = head is not None and head[0] < quote.outer_first
        if head and ahead and head[1] == "service" and words.lemmas[head[0]] in _facilities():
            candidate = _candidate(
                words, _phrase_start(words, head[0]), _town_end(words, quote.outer_last), source, head
            )
            if candidate:
                yield candidate
                continue
        candidate = _candidate(words, quote.first, quote.last, source, head)
        if candidate:
            yield candidate


def _named_behind(words: Words, index: int) -> bool:
    """Whether the sentence goes on to say that this is a name: `„X” – bo tak nazwano przedsięwzięcie`."""
    for position in range(index, min(index + _NEAR + 2, len(words))):
        if words.blocks[position] != words.blocks[index - 1]:
            return False
        if not keys(words.forms[position]).isdisjoint(_naming()):
            return True
    return False


def _named_before(words: Words, index: int) -> bool:
    """Whether `nosi nazwę`, `pod nazwą` or the like stands right before the quotation that opens at `index`."""
    near = range(max(0, index - 3), index)
    return any(words.blocks[i] == words.blocks[index] and not keys(words.forms[i]).isdisjoint(_naming()) for i in near)


def _happens(words: Words, index: int) -> bool:
    """Whether a verb of beginning, running or ending stands right before the quotation that opens at `index`."""
    for position in range(index - 1, max(index - 4, -1), -1):
        if words.blocks[position] != words.blocks[index] or words.forms[position] in ".,;:(|":
            return False
        if not keys(words.forms[position]).isdisjoint(_happening()):
            return True
    return False


def _phrase_start(words: Words, index: int) -> int:
    while index and words.blocks[index - 1] == words.blocks[index] and words.tags[index - 1].startswith("adj"):
        index -= 1
    return index


def _town_end(words: Words, index: int) -> int:
    """Behind `w Knurowie` where it follows the quotation that ends at `index`."""
    if index + 1 < len(words) and words.lower[index] in {"w", "we"} and words.blocks[index] == words.blocks[index - 1]:
        end = index + 1
        while end < len(words) and end - index <= 3 and words.forms[end][:1].isupper():
            end += 1
        return end if end > index + 1 else index
    return index


def _head_before(words: Words, index: int) -> tuple[tuple[int, str] | None, bool]:
    """The head word of a quotation that opens at `index`, and whether something else than a programme is quoted."""
    block, sentence = words.blocks[index], words.sentences[index]
    introduced = False
    for position in range(index - 1, max(index - 1 - (_FAR if introduced else _NEAR + 5), -1), -1):
        if words.blocks[position] != block or (words.sentences[position] != sentence and index - position > 2):
            break
        form, lower = words.forms[position], words.lower[position]
        if lower in _introducers() or (form == "." and words.lower[position - 1] in _introducers()):
            introduced = True
            continue
        if form in ',;()|”"' or (form == ":" and index - position > 2):
            break
        head = head_at(words, position)
        if head:
            return head, False
        if keys(form) & _other_heads() and not introduced:
            return None, True
        distance = index - position
        if distance > _NEAR and not introduced:
            break
        if words.tags[position].startswith(("fin", "praet", "imps")):
            break
    return None, False


def _head_behind(words: Words, index: int) -> tuple[int, str] | None:
    """The head word of `„X” – projekt socjalny`, of `„X”, program specjalny` or of `„X”, bo o tym projekcie mowa`."""
    if index >= len(words) or words.forms[index] not in ",–-—(":
        return None
    pointed = False
    for position in range(index + 1, min(index + 7, len(words))):
        if words.blocks[position] != words.blocks[index - 1] or words.forms[position] in ".;:()":
            return None
        head = head_at(words, position)
        if head and (pointed or words.lower[position] == words.lemmas[position]):
            return head
        pointed = pointed or words.lemmas[position] == "ten"
        plain = words.lower[position] in {"bo", "o", "czyli", "to", "jak"} or pointed
        if not plain and (position > index + 3 or not words.tags[position].startswith("adj")):
            return None
    return None


def _phrases(words: Words) -> Iterator[NameCandidate]:
    """`Gminny Program Wspierania Rodziny na lata 2022-2024`: the phrase around its head is the name."""
    heads = frozenset(load_rules("names")["phrase_heads"])
    for index in range(len(words)):
        if not keys(words.forms[index]).isdisjoint(heads) and _singular(words, index):
            first = index
            while first and _belongs_left(words, first - 1, index):
                first -= 1
            if not words.forms[first][:1].isupper():
                continue
            last, dated = _phrase_end(words, index)
            titled = words.kind(index) is BlockKind.HEADING and first - words.block_bounds(index)[0] <= 1
            if last - index > 2 and (dated or titled):
                candidate = _candidate(words, first, last, "phrase", head_at(words, index))
                if candidate:
                    yield candidate


def _singular(words: Words, index: int) -> bool:
    """Whether a head speaks of one programme: `Programy i projekty` names none."""
    return any(":sg:" in reading.tag or reading.tag == "ign" for reading in words.analyses[index])


def _calls(words: Words) -> Iterator[NameCandidate]:
    """`Otwarty konkurs ofert na realizację zadań … w roku 2024`: a call is named by its own words."""
    for match in _call_patterns().find(words):
        if words.kind(match.first) is BlockKind.HEADING or words.blocks[match.first] <= _FRONT_BLOCKS:
            last, _ = _phrase_end(words, match.last - 1)
            candidate = _candidate(words, match.first, last, "phrase", head_at(words, match.first + 1))
            if candidate and last - match.last >= 2:
                yield replace(candidate, name=f"{match.meaning} {words.written(match.last, last)}")


def _belongs_left(words: Words, position: int, index: int) -> bool:
    same = words.blocks[position] == words.blocks[index] and words.sentences[position] == words.sentences[index]
    return same and words.forms[position][:1].isupper() and words.tags[position].startswith("adj")


def _phrase_end(words: Words, index: int) -> tuple[int, bool]:
    """Where the phrase that begins before or at its head ends, and whether years close it."""
    position = index + 1
    while position < len(words) and position - index < _MAX_WORDS:
        if words.blocks[position] != words.blocks[position - 1] and not _heading_goes_on(words, position):
            break
        form = words.forms[position]
        if form in _STOPS or words.tags[position].startswith(("fin", "praet", "bedzie", "imps")):
            break
        if words.lower[position] in {"na", "w"} and position + 2 <= len(words):
            end = _years_end(words, position)
            if end:
                return end, True
        if form in ",–-—" and words.text[words.starts[position] - 1].isspace() and form != "–":
            break
        position += 1
    return position, False


def _heading_goes_on(words: Words, index: int) -> bool:
    """Whether the block that begins at `index` continues the heading before it: both of one level and in capitals."""
    above, below = words.parts[words.blocks[index - 1]], words.parts[words.blocks[index]]
    if above.kind is not BlockKind.HEADING or below.kind is not BlockKind.HEADING or above.level != below.level:
        return False
    return words.text[above.start : above.end].isupper() and words.text[below.start : below.end].isupper()


def _years_end(words: Words, position: int) -> int | None:
    """The word behind `na lata 2022-2024`, `na rok 2024`, `w latach …`, `w roku …` that begins at `position`."""
    ahead = position + 1
    if (
        ahead + 1 >= len(words)
        or not keys(words.forms[ahead]) & {"rok", "lato", "lata"}
        or not _is_year(words, ahead + 1)
    ):
        return position + 2 if ahead < len(words) and _is_year(words, ahead) and words.lower[position] == "na" else None
    ahead += 2
    if ahead + 1 < len(words) and words.forms[ahead] in "-–—" and words.forms[ahead + 1].isdigit():
        ahead += 2
    return ahead


def _is_year(words: Words, index: int) -> bool:
    return index < len(words) and words.forms[index].isdigit() and words.forms[index][:2] in {"19", "20"}


def _capitalised(words: Words) -> Iterator[NameCandidate]:
    """`projekt Ramię w ramię – asystenci dla …`: no quotation marks, only a capital behind the head."""
    for index in range(len(words) - 2):
        head = head_at(words, index)
        naming = not keys(words.forms[index]).isdisjoint({"nazwa", "tytuł", "hasło"})
        place = head is not None and words.forms[index].islower() and words.lemmas[index] in _facilities()
        if not naming and not place and (head is None or head[1] not in {"project", "programme"}):
            continue
        first = index + 1
        while first < len(words) - 1 and _leads_on(words, first):
            first += 1
        if words.blocks[first] != words.blocks[index] or not words.forms[first][:1].isupper():
            continue
        if words.forms[index].isupper() or (words.forms[first].isupper() and len(words.forms[first]) <= 5):
            continue
        if "operacyjny" in keys(words.forms[first]):
            continue
        last = _capitals_end(words, first) if place else _free_end(words, first)
        if last - first >= 2:
            candidate = _candidate(words, first, last, "capitals", head)
            if candidate:
                yield candidate


def _capitals_end(words: Words, first: int) -> int:
    """The end of the capitalised words that begin at `first`: `w klubie młodzieżowym Nasz Kąt przy ulicy …`."""
    position = first
    while position < len(words) and words.sentences[position] == words.sentences[first]:
        if not words.forms[position][:1].isupper():
            break
        position += 1
    return position


def _leads_on(words: Words, index: int) -> bool:
    """Whether a word may stand between a head and its name: `pn.`, an adjective in lower case."""
    form, lower = words.forms[index], words.lower[index]
    if form == ".":
        return words.lower[index - 1] in _introducers()
    return lower in _introducers() or (form.islower() and words.tags[index].startswith("adj:"))


def _runs(words: Words) -> Iterator[NameCandidate]:
    """Two or more words in capitals inside a text that is not set in capitals: `półkolonie ODLOTOWE WAKACJE 2025`."""
    index = 0
    while index < len(words):
        first, letters, last = index, 0, index
        while index < len(words) and words.blocks[index] == words.blocks[first]:
            form = words.forms[index]
            if form.isalpha() and form.isupper():
                letters += len(form) >= 3
                last = index + 1
            elif form.isdigit() and last == index:
                last = index + 1
            elif form.isalpha() or form in "|:;()":
                break
            index += 1
        begin, end = words.block_bounds(first)
        if (
            letters >= 2
            and last - first < _MAX_WORDS
            and (first, last) != (begin, end)
            and words.forms[first].isupper()
        ):
            head = head_at(words, first - 1) if first > begin else None
            named = any(not keys(words.forms[i]).isdisjoint(_naming()) for i in range(max(begin, first - 3), first))
            candidate = _candidate(words, first, last, "apposition" if named else "run", head)
            if candidate:
                yield candidate
        index = max(index, first + 1)


def _proper(words: Words) -> Iterator[NameCandidate]:
    """Two to four capitalised common words in a sentence: `Sąsiedzki Dyliżans wozi starszych mieszkańców`."""
    index = 0
    while index < len(words):
        last = index
        while last < len(words) and last - index < _PROPER[1] + 1 and _is_capitalised_word(words, last, index):
            last += 1
        if 0 < last - index <= _PROPER[1] and _named_behind(words, last) and _is_dash(words, last):
            candidate = _candidate(words, index, last, "apposition", None)
            if candidate:
                yield candidate
        elif _PROPER[0] <= last - index <= _PROPER[1] and words.kind(index) is not BlockKind.HEADING:
            opening = keys(words.forms[index])
            if opening.isdisjoint(_not_proper()) and _is_noun_phrase(words, index, last):
                candidate = _candidate(words, index, last, "proper", None)
                if candidate:
                    yield candidate
        index = max(index + 1, last)


def _is_dash(words: Words, index: int) -> bool:
    return index < len(words) and words.forms[index] in "-–—,("


def _leads(words: Words) -> Iterator[NameCandidate]:
    """What an item or a numbered paragraph begins with: `2. Podziel się świętami. Pod tą nazwą …`."""
    for index in _block_starts(words):
        first = past_numbering(words, index)
        if words.kind(index) not in {BlockKind.ITEM, BlockKind.PARAGRAPH} or words.forms[first] in '„"»':
            continue
        if words.kind(index) is BlockKind.PARAGRAPH and first == index:
            continue
        end = words.block_bounds(index)[1]
        last = next((i for i in range(first, min(end, first + _LEAD_WORDS + 1)) if words.forms[i] in ".,(–—:"), first)
        verbal = any(words.tags[i].startswith(("fin", "praet", "imps")) for i in range(first, last))
        if _PROPER[0] <= last - first and end - last >= _LEAD_WORDS and words.forms[first][:1].isupper() and not verbal:
            named = _named_behind(words, last + 1) and words.forms[last] == "."
            candidate = _candidate(words, first, last, "apposition" if named else "lead", None)
            if candidate:
                yield candidate


def _title_parts(words: Words) -> Iterator[NameCandidate]:
    """The part of the title before a dash or a colon, where the text takes it up again."""
    first = next((index for index in _block_starts(words) if words.kind(index) is BlockKind.HEADING), None)
    if first is None:
        return
    end = words.block_bounds(first)[1]
    last = next((i for i in range(first, end) if words.forms[i] in "–—:.?"), first)
    size = last - first
    if not _PROPER[0] <= size <= _LEAD_WORDS:
        return
    wanted = [keys(words.forms[i]) for i in range(first, last)]
    lead = _leading_head(words, first, last)
    if (lead and lead[1] == "call") or not wanted[0].isdisjoint(load_rules("names")["acts"]):
        return
    again = [
        i
        for i in range(end, len(words) - size)
        if words.forms[i][:1].isupper()
        and words.kind(i) is not BlockKind.HEADING
        and all(wanted[k] & keys(words.forms[i + k]) for k in range(size))
        and not _goes_on(words, i - 1, i)
        and not _goes_on(words, i + size, i)
    ]
    for index in (first, *again) if again else ():
        candidate = _candidate(words, index, index + size, "title" if index == first else "mention", None)
        if candidate:
            yield candidate


def _goes_on(words: Words, index: int, mate: int) -> bool:
    """Whether a word beside a name belongs to a longer one: it has a capital or is a number, in the same sentence."""
    if not 0 <= index < len(words) or words.sentences[index] != words.sentences[mate]:
        return False
    return words.forms[index].isdigit() or (index > 0 and words.forms[index].istitle())


def _is_capitalised_word(words: Words, index: int, first: int) -> bool:
    """Whether a word has a capital and is a common word as well, in the sentence of the word `first`."""
    form = words.forms[index]
    if not form[:1].isupper() or not form[1:].islower() or words.sentences[index] != words.sentences[first]:
        return False
    readings = analyses(form.lower())
    return any(reading.tag.startswith(("subst", "adj", "ger")) and reading.lemma.islower() for reading in readings)


def _is_noun_phrase(words: Words, first: int, last: int) -> bool:
    """Whether the words are no personal name: at least one of them is an adjective that is no surname."""
    tags = [[reading.tag for reading in analyses(words.forms[index].lower())] for index in range(first, last)]
    names = any(
        "imię" in name or "nazwisko" in name for i in range(first, last) for r in words.analyses[i] for name in r.names
    )
    return not names and any(any(tag.startswith("adj:") for tag in word) for word in tags)


def _free_end(words: Words, first: int) -> int:
    position = first + 1
    depth = 0
    while position < len(words) and words.blocks[position] == words.blocks[first] and position - first < _MAX_WORDS:
        form = words.forms[position]
        if form in '„"”«»“':
            depth = 1 - depth
        verb = words.tags[position].startswith(("fin", "praet", "bedzie", "imps"))
        ends = form.islower() and not keys(form).isdisjoint(_name_ends())
        if (form in ".;:()|," or verb or ends) and not depth:
            break
        position += 1
    return position


def _headings(words: Words) -> Iterator[NameCandidate]:
    """A heading as a whole, as a name for what stands under it; weak unless other mentions confirm it."""
    for index in _block_starts(words):
        if words.kind(index) is not BlockKind.HEADING and not _set_in_capitals(words, index):
            continue
        first, last = past_numbering(words, index), words.block_bounds(index)[1]
        if 1 <= last - first <= _MAX_WORDS:
            candidate = _candidate(words, first, last, "heading", _leading_head(words, first, last))
            if candidate:
                yield candidate


def _set_in_capitals(words: Words, index: int) -> bool:
    """Whether the paragraph that begins at `index` is a line in capitals: a heading that its page does not mark so."""
    begin, end = words.block_bounds(index)
    letters = sum(len(words.forms[i]) >= 3 and words.forms[i].isalpha() for i in range(begin, end))
    text = words.text[words.starts[begin] : words.ends[end - 1]]
    return words.kind(index) is BlockKind.PARAGRAPH and letters >= 2 and end - begin <= _MAX_LINE and text.isupper()


def _leading_head(words: Words, first: int, last: int) -> tuple[int, str] | None:
    """The head word that a heading begins with, adjectives before it left aside."""
    for index in range(first, min(first + 3, last)):
        head = head_at(words, index)
        if head or not words.tags[index].startswith("adj"):
            return head
    return None


def find_quotes_in(words: Words, first: int, last: int) -> list[Quote]:
    """Quotations whose marks stand within the words `first` up to `last`."""
    return [quote for quote in find_quotes(words) if first <= quote.outer_first and quote.outer_last <= last]


def _block_starts(words: Words) -> Iterator[int]:
    for index in range(len(words)):
        if index == 0 or words.blocks[index] != words.blocks[index - 1]:
            yield index


def past_numbering(words: Words, index: int) -> int:
    """The first word behind `1.`, `II)`, `A.`, a dash or a bullet at the beginning of a block."""
    end = words.block_bounds(index)[1]
    while index < end - 1:
        form = words.forms[index]
        numbered = (form.isdigit() or (len(form) <= 4 and set(form) <= set("IVXABCDEFabc"))) and words.forms[
            index + 1
        ] in ".)"
        if numbered:
            index += 2
        elif form in "-–•*#§.":
            index += 1
        else:
            break
    return index


def heads(words: Words, zones: Zones) -> list[HeadCandidate]:
    """Every word that may say what kind of thing is announced, acts, clauses and earlier editions left out."""
    found = []
    for index in range(len(words)):
        head = head_at(words, index)
        if head and not (zones.law[index] or zones.aside[index] or zones.past[index]):
            start, end = words.span(index, index + 1)
            found.append(HeadCandidate(start, end, 0.6, head[1]))
    return found


def head_at(words: Words, index: int) -> tuple[int, str] | None:
    """The word `index` and the kind it gives where it is the head of a programme's name, else None."""
    kind = next((kind for key in keys(words.forms[index]) if (kind := _heads().get(key))), None)
    return (index, kind) if kind else None


@cache
def _heads() -> dict[str, str]:
    return {head: kind for kind, heads in load_rules("names")["heads"].items() for head in heads}


@cache
def _facilities() -> frozenset[str]:
    return frozenset(load_rules("names")["facilities"])


@cache
def _not_proper() -> frozenset[str]:
    return frozenset(load_rules("names")["proper_not"])


@cache
def _name_ends() -> frozenset[str]:
    return frozenset(load_rules("names")["name_ends"])


@cache
def _happening() -> frozenset[str]:
    return frozenset(load_rules("names")["happening"])


@cache
def _naming() -> frozenset[str]:
    return frozenset(load_rules("names")["naming"])


@cache
def _introducers() -> frozenset[str]:
    return frozenset(load_rules("names")["introducers"])


@cache
def _other_heads() -> frozenset[str]:
    return frozenset(load_rules("names")["other_heads"])


@cache
def _call_patterns() -> Patterns[str]:
    return Patterns((pattern, name) for name, pattern in load_rules("names")["calls"].items())


@cache
def _label_patterns() -> Patterns[str]:
    rules = load_rules("names")
    return Patterns(
        (pattern, source)
        for source, patterns in (("label", rules["labels"]), ("phrase", rules["captions"]))
        for pattern in patterns
    )
