"""Names without quotation marks: capitalised behind a head word, or set in capitals."""

from collections.abc import Iterator

from extract.candidates import NameCandidate
from extract.components.names.layout import MAX_WORDS, name_candidate
from extract.components.names.lexicon import facilities, head_at, introducers, name_ends, naming
from extract.patterns import keys
from extract.rules import load_rules
from extract.words import Words


def capitalised(words: Words) -> Iterator[NameCandidate]:
    """`projekt Ramię w ramię – asystenci dla …`: no quotation marks, only a capital behind the head."""
    for index in range(len(words) - 2):
        head = head_at(words, index)
        naming = not keys(words.forms[index]).isdisjoint({"nazwa", "tytuł", "hasło"})
        place = head is not None and words.forms[index].islower() and words.lemmas[index] in facilities()
        if not naming and not place and (head is None or head[1] not in {"project", "programme"}):
            continue
        if head and words.forms[index].istitle() and _governs(words, index):
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
            candidate = name_candidate(words, first, last, "capitals", head)
            if candidate:
                yield candidate


def _governs(words: Words, index: int) -> bool:
    """Whether a capitalised head is itself the name's first word: `Strategii | Rozwiązywania Problemów`."""
    if keys(words.forms[index]).isdisjoint(load_rules("names")["phrase_heads"]):
        return False
    tags = [reading.tag for reading in words.analyses[index + 1]]
    return any(tag.startswith(("subst", "ger")) and ":gen" in tag.replace(".", ":") for tag in tags)


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
        return words.lower[index - 1] in introducers()
    return lower in introducers() or (form.islower() and words.tags[index].startswith("adj:"))


def runs(words: Words) -> Iterator[NameCandidate]:
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
        if letters >= 2 and last - first < MAX_WORDS and (first, last) != (begin, end) and words.forms[first].isupper():
            head = head_at(words, first - 1) if first > begin else None
            named = any(not keys(words.forms[i]).isdisjoint(naming()) for i in range(max(begin, first - 3), first))
            candidate = name_candidate(words, first, last, _way(named=named, head=head), head)
            if candidate:
                yield candidate
        index = max(index, first + 1)


def _way(*, named: bool, head: tuple[int, str] | None) -> str:
    """How a run of capitals is introduced: called a name, behind a head word, or not at all."""
    if named:
        return "apposition"
    return "capitals" if head and head[1] in {"project", "programme"} else "run"


def _free_end(words: Words, first: int) -> int:
    position = first + 1
    depth = 0
    while position < len(words) and words.blocks[position] == words.blocks[first] and position - first < MAX_WORDS:
        form = words.forms[position]
        if form in '„"”«»“':
            if not depth and form in "”»":
                break
            depth = 1 - depth
        verb = words.tags[position].startswith(("fin", "praet", "bedzie", "imps"))
        ends = form.islower() and not keys(form).isdisjoint(name_ends())
        if (form in ".;:()|," or verb or ends) and not depth:
            break
        position += 1
    return position
