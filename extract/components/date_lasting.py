"""Ends that the text gives behind a beginning: as a duration (`rusza we wrześniu i potrwa 18 miesięcy`), or with a
verb of its own (`zapisy ruszą 3 listopada i potrwają do 21 listopada`)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import DateCandidate
from extract.date_expressions import after, counted, moment_of
from extract.words import Words

NEAR = 80
"""Characters between a beginning and the end that the text states for it."""
REACH = 24
"""Words behind a beginning within which its duration stands."""
_DURATION = re.compile(r"(?P<tens>L)??(?P<n>[abcL])x?(?P<unit>[NlZ])")
_LASTS = frozenset({"trwać", "potrwać", "przez", "okres", "czas", "realizować", "przewidzieć", "zaplanować", "liczyć"})
_CUE = 5
"""Words before a duration among which the verb that makes it one stands."""


def lasting(words: Words, codes: str, found: Sequence[DateCandidate]) -> list[DateCandidate]:
    """The candidates, each beginning of a period completed by the duration behind it where there is one."""
    found = _stretched(words, found)
    following = (*found[1:], None)
    return [
        _completed(words, codes, candidate) if _open(candidate) and not _ended(candidate, after) else candidate
        for candidate, after in zip(found, following, strict=False)
    ]


def _stretched(words: Words, found: Sequence[DateCandidate]) -> list[DateCandidate]:
    """The candidates, the first day of an enrolment or a happening joined with the day until which it lasts."""
    result: list[DateCandidate] = []
    for candidate in found:
        opening = result[-1] if result else None
        if opening is not None and _lasts_until(words, opening, candidate):
            result[-1] = replace(opening, last=candidate.last, open_end=False)
        else:
            result.append(candidate)
    return result


def _lasts_until(words: Words, opening: DateCandidate, closing: DateCandidate) -> bool:
    if opening.role not in _HAPPENINGS or opening.first is None or opening.last is not None:
        return False
    if closing.first is not None or closing.last is None or not opening.first < closing.last:
        return False
    if len(opening.first) != len(closing.last) or closing.start - opening.end > NEAR:
        return False
    first, last = words.at(opening.start, opening.end)[1], words.at(closing.start, closing.end)[0]
    together = words.sentences[first - 1] == words.sentences[last]
    return together and last - first <= _CUE and any(words.lemmas[at] in _GOES_ON for at in range(first, last))


_HAPPENINGS = frozenset({"event", "enrolment"})
_GOES_ON = frozenset({"trwać", "potrwać"})


def _open(candidate: DateCandidate) -> bool:
    return candidate.role == "period" and candidate.first is not None and candidate.last is None


def _ended(candidate: DateCandidate, following: DateCandidate | None) -> bool:
    """Whether the text states the end itself, beside the duration (`potrwa 15 miesięcy, do końca sierpnia`)."""
    if following is None or following.start - candidate.end > NEAR:
        return False
    return following.role == "period" and following.first is None


def _completed(words: Words, codes: str, candidate: DateCandidate) -> DateCandidate:
    _, place = words.at(candidate.start, candidate.end)
    limit = min(place + REACH, words.block_bounds(place - 1)[1])
    begin = moment_of(candidate.first)
    for match in _DURATION.finditer(codes, place, limit):
        before = range(max(match.start() - _CUE, place), match.start())
        if begin is None or not any(words.lemmas[at] in _LASTS for at in before):
            continue
        end = after(begin, counted(words, match), match.group("unit"))
        if end is not None:
            stop = words.ends[match.end() - 1]
            return replace(candidate, end=stop, last=end.iso(), open_end=False)
    return _announced(words, codes, candidate)


def _announced(words: Words, codes: str, candidate: DateCandidate) -> DateCandidate:
    """The candidate completed by a duration before it in its sentence (`potrwa dwa lata, począwszy od 1 września`)."""
    begin, (first, _) = moment_of(candidate.first), words.at(candidate.start, candidate.end)
    floor = max(first - REACH // 2, words.sentence_bounds(first)[0])
    for match in _DURATION.finditer(codes, floor, first):
        before = words.lemmas[max(match.start() - 2, floor) : match.start()]
        if begin is None or not _GOES_ON & {*before}:
            continue
        end = after(begin, counted(words, match), match.group("unit"))
        if end is not None:
            return replace(candidate, start=words.starts[match.start()], last=end.iso(), open_end=False)
    return candidate


__all__ = ["lasting"]
