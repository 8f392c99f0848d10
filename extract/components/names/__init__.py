"""Names of programmes: labelled, quoted behind a head word, written in capitals behind it, or a phrase of their own.

Every mention is found with its way of introduction; `extract.segments` groups them and decides what is announced.
"""

from collections.abc import Sequence

from extract.candidates import Candidate, NameCandidate
from extract.components.names.capitals import capitalised, runs
from extract.components.names.headings import headings, leads, title_parts
from extract.components.names.labels import labelled
from extract.components.names.lexicon import heads
from extract.components.names.phrases import calls, phrases
from extract.components.names.proper import proper
from extract.components.names.quoted import quoted
from extract.words import Words
from extract.zones import Zones

__all__ = ["find", "heads"]


def find(words: Words, zones: Zones, blocked: Sequence[Candidate]) -> list[NameCandidate]:
    """Every name of a programme, in order; names that begin inside `blocked` spans (organisations, funds) are none."""
    inside = bytearray(len(words))
    for candidate in blocked:
        first, last = words.at(candidate.start, candidate.end)
        inside[first:last] = b"\x01" * max(0, last - first)
    found: dict[tuple[int, int], NameCandidate] = {}
    for candidate in (
        *labelled(words),
        *quoted(words),
        *phrases(words),
        *calls(words),
        *capitalised(words),
        *runs(words),
        *proper(words),
        *leads(words),
        *title_parts(words),
        *headings(words),
    ):
        first, last = words.at(candidate.start, candidate.end)
        surely = candidate.source in {"quotes", "label"}
        if first >= last or zones.law[first] or zones.aside[first] or (inside[first] and not surely):
            continue
        known = found.get((first, last))
        if known is None or known.confidence < candidate.confidence:
            found[first, last] = candidate
    return [found[place] for place in sorted(found)]
