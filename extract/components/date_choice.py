"""Which of a programme's dates are its period and its events."""

from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import DateCandidate

SURE_OF_EVENT = 0.5
"""A date of less confidence than this is no event."""
SURE_OF_EDITION = 0.5
"""An edition's year of less confidence than this is not taken as the period."""
PAIR_REACH = 250
"""Characters between a period's beginning and its end stated apart."""
CLOSE = 60
"""Characters between a quarter that a programme began in and its end."""
_YEAR, _MONTH = len("2024"), len("2024-05")
_HAPPENINGS = frozenset({"event", "enrolment"})


def period(candidates: Sequence[DateCandidate]) -> DateCandidate | None:
    """When the programme runs: a stated range, or a beginning or end, or else the year of its edition.

    The surest statement wins; a range is surer than one end, and any stated term surer than the year of an edition.
    """
    stated = [candidate for candidate in candidates if candidate.role == "period"]
    whole = [*(candidate for candidate in stated if candidate.first and candidate.last), *_pairs(stated)]
    edges = [candidate for candidate in stated if not (candidate.first and candidate.last)]
    editions = [
        _filled(found) for found in candidates if found.role == "edition" and found.confidence >= SURE_OF_EDITION
    ]
    options = [
        *((_worth(candidate) + 0.1, candidate) for candidate in whole),
        *((_worth(candidate) - 0.05, candidate) for candidate in edges),
        *(
            (candidate.confidence - (0.3 if candidate.first == candidate.last else 0.6), candidate)
            for candidate in editions
        ),
    ]
    if not options:
        return None
    best = max(options, key=lambda option: (round(option[0], 2), -option[1].start))[1]
    return _rounded(_extended(_sharper(_completed(best, whole), whole), stated))


def _extended(best: DateCandidate, stated: Sequence[DateCandidate]) -> DateCandidate:
    """A term that was moved ends when the text last says."""
    moved = [other.last for other in stated if other.extended and other.last and not other.first]
    later = max((end for end in moved if best.last is None or end > best.last), default=None)
    return best if later is None or best.first is None or later < best.first else replace(best, last=later)


def _rounded(best: DateCandidate) -> DateCandidate:
    """`od stycznia do końca 2025 roku`: the end of a year, beside a finer beginning, is its last month."""
    if not (best.whole_end and best.last) or len(best.last) > _YEAR or len(best.first or "2024-01") <= _YEAR:
        return best
    return replace(best, last=f"{best.last}-12")


def _completed(best: DateCandidate, whole: Sequence[DateCandidate]) -> DateCandidate:
    """A range that begins (or ends) when the stated beginning (or end) does tells the other end as well."""
    if best.first and best.last:
        return best
    for other in whole:
        same = other.first == best.first if best.first else other.last == best.last
        if same and other.confidence >= 0.45:
            return replace(other, confidence=max(other.confidence, best.confidence - 0.1))
    return best


def _filled(edition: DateCandidate) -> DateCandidate:
    """`edycja 2024` runs from 2024 to 2024."""
    return replace(edition, last=edition.last or edition.first)


def _pairs(stated: Sequence[DateCandidate]) -> list[DateCandidate]:
    """A beginning and an end that the text states apart (`ruszył 1 września i potrwa do 31 grudnia`)."""
    pairs: list[DateCandidate] = []
    for beginning in stated:
        if not beginning.first or (beginning.last and not _brief(beginning)):
            continue
        ends = [end for end in stated if end.last and not end.first and _together(beginning, end)]
        end = max(ends, key=lambda found: (found.extended, _worth(found), -found.start), default=None)
        if end is not None and end.last and beginning.first[: len(end.last)] <= end.last:
            confidence = round((beginning.confidence + end.confidence) / 2, 3)
            whole_end = end.whole_end
            pairs.append(replace(beginning, last=end.last, open_end=False, whole_end=whole_end, confidence=confidence))
    return pairs


def _brief(candidate: DateCandidate) -> bool:
    """A quarter or half of a year, which may be when a programme began (`ruszył w IV kwartale, potrwa do czerwca`)."""
    first, last = candidate.first or "", candidate.last or ""
    return len(first) == len(last) == _MONTH and first[:4] == last[:4] and int(last[5:]) - int(first[5:]) in {2, 5}


def _together(beginning: DateCandidate, end: DateCandidate) -> bool:
    """Whether an end is near enough to belong to a beginning; to a quarter of a year only where it follows at once."""
    if beginning.last:
        return end.last is not None and 0 <= end.start - beginning.end <= CLOSE and end.last > beginning.last
    return -PAIR_REACH <= end.start - beginning.end <= PAIR_REACH


def _worth(candidate: DateCandidate) -> float:
    """Confidence, with a little more for dates to the month or day: years alone are as often a larger programme's."""
    return candidate.confidence + (
        0.1 if any(len(end) > 4 for end in (candidate.first, candidate.last) if end) else 0.0
    )


def _sharper(best: DateCandidate, others: Sequence[DateCandidate]) -> DateCandidate:
    """The same period to the day, where the text also states it so (`od kwietnia 2018 …, dokładnie: …`)."""
    for other in others:
        if not (best.first and best.last and other.first and other.last) or other is best:
            continue
        finer = len(other.first) > len(best.first) and len(other.last) > len(best.last)
        if finer and len(best.first) > 4 and other.first.startswith(best.first) and other.last.startswith(best.last):
            return replace(other, confidence=best.confidence)
        school = best.first.endswith("-09") and best.last.endswith("-08")
        if school and finer and other.first.startswith(best.first) and other.last < best.last:
            return replace(other, confidence=best.confidence)
    return best


def events(candidates: Sequence[DateCandidate]) -> list[DateCandidate]:
    """Single dated happenings, enrolments and deadlines among them; a deadline is an event on its day."""
    chosen = period(candidates)
    found: dict[tuple[str, str | None], DateCandidate] = {}
    for candidate in candidates:
        if candidate.role not in _HAPPENINGS or candidate.confidence < SURE_OF_EVENT:
            continue
        event = candidate if candidate.first else replace(candidate, first=candidate.last, last=None)
        if event.first is None or len(event.first) < 10 or event.open_end:
            continue
        if chosen is not None and (event.first, event.last) == (chosen.first, chosen.last):
            continue
        known = found.get((event.first, event.last))
        if known is None or event.confidence > known.confidence:
            found[event.first, event.last] = event
    return sorted(found.values(), key=lambda event: event.start)
