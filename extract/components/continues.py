"""What a programme continues: an earlier edition by name, or the year since which editions have run."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.beginnings import Index
from extract.candidates import EditionCandidate
from extract.date_expressions import YEAR, DateExpression, parse_codes
from extract.date_words import encode
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

REACH = 25
"""Words between the cue and the year or name it belongs to."""
FIRST = 0.65
"""Confidence of the year of a first edition."""
_OPEN_YEAR = re.compile(r"(?<!\S)od (?:roku )?(?:19|20)\d\d (?:r|roku)(?!\S)(?! \. do| do)")
_OPENING, _CLOSING = "„\"«»‚“'", "”\"»«’“'"


def find(words: Words) -> list[EditionCandidate]:
    """Every statement of an earlier edition, sorted; names as written, without quotation marks."""
    cues = _cues()
    codes: str | None = None
    found: list[EditionCandidate] = []
    repeated = False
    for first, last in _spots().sentences(words):
        tokens = words.lower[first:last]
        likely = _likely().fitting(tokens)
        line = " ".join(tokens)
        seen = {name: cues[name].search(line) for name in likely}
        if seen.get("bodies"):
            continue
        repeated = repeated or bool(seen.get("repeated"))
        earlier, running = seen.get("earlier"), seen.get("since")
        recalled = repeated and seen.get("recalled")
        opened = seen.get("first") if seen.get("first") and _is_past(words, first, last) else None
        if not (earlier or running or recalled or opened or _OPEN_YEAR.search(line)):
            continue
        codes = codes if codes is not None else encode(words)
        dates = [date for date in parse_codes(words, codes, first, last, None) if date.complete]
        following = " ".join(words.lower[last : words.sentence_bounds(last)[1]]) if last < len(words) else ""
        if earlier and not cues["against"].search(f"{line} {following}"):
            cue = first + line[: earlier.start()].count(" ")
            found += _earlier(words, last, cue, [date for date in dates if not _ends(words, first, date)])
        elif opened:
            found += _first(words, first + line[: opened.start()].count(" "), dates)
        elif running:
            found += _since(words, first + line[: running.start()].count(" "), dates)
        elif recalled:
            found += _recalled(words, dates)
        else:
            found += _since(words, first, dates, reach=last - first, confidence=0.5)
    return found


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?<!\S)(?:{source})(?!\S)") for name, source in load_rules("editions").items()}


_SEARCHED = ("bodies", "repeated", "earlier", "since", "recalled", "first")


@cache
def _likely() -> Index[str]:
    """The names of the cues that are looked for in every sentence."""
    return Index((name, load_rules("editions")[name]) for name in _SEARCHED)


@cache
def _spots() -> Spots:
    """Words with which a cue or an open year can begin."""
    likely = _likely()
    return Spots(lambda form: (lower := form.casefold()) == "od" or likely.fits(lower))


def _earlier(words: Words, last: int, cue: int, dates: Sequence[DateExpression]) -> Iterator[EditionCandidate]:
    """The quoted name and the first year behind a cue such as `poprzedni projekt`."""
    quoted = _quoted(words, cue, last)
    name = words.text[words.starts[quoted[0]] : words.ends[quoted[1] - 1]] if quoted else None
    year = next((date for date in dates if date.last > cue and date.first - cue <= REACH), None)
    moment = (year.begin or year.end) if year else None
    since = f"{moment.year:04}" if moment and moment.year else None
    if name is None and since is None:
        return
    begin = min(quoted[0] if quoted else len(words), year.first if year else len(words))
    end = max(quoted[1] if quoted else 0, year.last if year else 0)
    start, stop = words.span(begin, end)
    yield EditionCandidate(start, stop, 0.75 if name and since else 0.6, _plain(name), since)


def _since(
    words: Words, cue: int, dates: Sequence[DateExpression], reach: int = 10, confidence: float = 0.7
) -> Iterator[EditionCandidate]:
    """`realizowany cyklicznie od 2017 roku`: only a bare year, only an open range."""
    for date in dates:
        if date.open_end and date.begin and date.begin.month is None and 0 <= date.first - cue <= reach:
            start, stop = words.span(date.first, date.last)
            yield EditionCandidate(start, stop, confidence, None, date.begin.iso())


def _is_past(words: Words, first: int, last: int) -> bool:
    return any(words.tags[place].startswith(("praet", "imps")) for place in range(first, last))


def _ends(words: Words, first: int, date: DateExpression) -> bool:
    """Whether the words before a date make it the end of something (`zakończył się w grudniu 2024 r.`)."""
    before = " ".join(words.lower[max(first, date.first - 6) : date.first])
    return re.search(rf"(?<!\S){load_rules('editions')['ended']}\Z", before) is not None


def _first(words: Words, cue: int, dates: Sequence[DateExpression]) -> Iterator[EditionCandidate]:
    """`Pierwszą edycję przeprowadzono w 2021 r.`: the year behind the cue."""
    for date in dates:
        moment = date.begin
        years = date.end is None or date.end.month is None
        if moment is not None and moment.year and years and 0 <= date.first - cue <= REACH:
            start, stop = words.span(date.first, date.last)
            yield EditionCandidate(start, stop, FIRST, None, f"{moment.year:04}")
            return


def _recalled(words: Words, dates: Sequence[DateExpression]) -> Iterator[EditionCandidate]:
    """`W 2012 roku – przypomnijmy – …` on a page that speaks of a repetition."""
    for date in dates[:1]:
        if date.begin and date.begin.year and date.unit == YEAR:
            start, stop = words.span(date.first, date.last)
            yield EditionCandidate(start, stop, 0.55, None, f"{date.begin.year:04}")


def _quoted(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The first quoted words behind the cue."""
    for place in range(first, min(last, first + REACH)):
        if words.forms[place] in _OPENING:
            for close in range(place + 2, min(last, place + 16)):
                if words.forms[close] in _CLOSING:
                    return place + 1, close
            return None
    return None


def _plain(name: str | None) -> str | None:
    return " ".join(name.replace("\u00ad", "").split()) if name else None


def continues(candidates: Sequence[EditionCandidate]) -> EditionCandidate | None:
    """The surest statement; at equal confidence the first."""
    return max(candidates, key=lambda candidate: (candidate.confidence, -candidate.start), default=None)
