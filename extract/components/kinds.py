"""What kind of thing is announced (project, programme, service, event, call): a fitted choice among signs of the text.

A multinomial logistic model over the head words of the name and of the stretch of text, wordings of the title and the
text (`announces a call`, `agreement number`, `every Tuesday`) and who pays. Signs and weights are data
(`data/kinds.yaml`), fitted by `tools/kinds/fit.py`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from corpus.values import value
from extract.candidates import Candidate, HeadCandidate, KindCandidate, NameCandidate
from extract.components.names.lexicon import head_kind
from extract.facts import Facts
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Segment
from extract.words import Words

_LEAD = 500
"""The first characters of a programme's text, where it says what it is."""
_FRONT = 30
"""A head word within so many characters of the title begins it."""
_NAME_WORDS = 4
_TYPICAL = 3.3
"""Decimal logarithm of the characters of a usual page."""
_WORD = re.compile(r"\w+")
_YEARS = re.compile(r"(?:19|20)\d\d(\s*[-–—/]\s*(?:19|20)\d\d)?")
_SHOWS = {"announce": "call", "enrol": "call", "seek": "call", "happens": "event", "steady": "service"}
"""The kind that a wording shows by itself."""


@value
class Chosen:
    """A kind with the span that shows it and its probability."""

    kind: str
    start: int
    end: int
    confidence: float


def find(words: Words) -> list[KindCandidate]:
    """The wordings that tell of a kind; those of the first block, the title, say so."""
    if not words:
        return []
    title = words.block_bounds(0)[1]
    found = []
    for match in _cues().find(words):
        start, end = words.span(match.first, match.last)
        found.append(KindCandidate(start, end, 0.5, match.meaning, title=match.first < title))
    return found


def choose(length: int, facts: Facts, segment: Segment) -> Chosen:
    """The kind of one programme of a text of so many characters; where nothing else shows it, its name does."""
    heads = [head for head in facts.heads if segment.holds(head)]
    cues = [cue for cue in facts.kinds if segment.holds(cue)]
    likely = probabilities(signs(length, facts, segment))
    kind = max(likely, key=likely.__getitem__)
    proof = _proof(kind, segment.named.mentions, heads, cues) or segment.named.best
    if isinstance(proof, NameCandidate) and proof.kind == kind and proof.kind_start >= 0:
        return Chosen(kind, proof.kind_start, proof.kind_end, likely[kind])
    return Chosen(kind, proof.start, proof.end, likely[kind])


def signs(length: int, facts: Facts, segment: Segment) -> dict[str, float]:
    """What tells of the kind, by the names of `data/kinds.yaml`."""
    mentions = segment.named.mentions
    found: dict[str, float] = {"bias": 1.0, "len": math.log10(max(1, length)) - _TYPICAL}
    found |= _named(segment.named.best.name)
    sure = sorted((mention for mention in mentions if mention.kind), key=lambda mention: -mention.confidence)
    called = [mention.kind for mention in sure if mention.kind_start >= 0]
    found[f"m_{called[0] if called else 'none'}"] = 1.0
    found |= _shares("mm_", [mention.kind for mention in sure if mention.kind])
    if segment.named.best.kind:
        found[f"b_{segment.named.best.kind}"] = 1.0
    heads = [head for head in facts.heads if segment.holds(head)]
    found |= _shares("h_", [head.kind for head in heads])
    if heads:
        found[f"hf_{min(heads, key=lambda head: head.start).kind}"] = 1.0
    found |= _titled(facts)
    lead = segment.spans[0][0] + _LEAD
    for cue in facts.kinds:
        if cue.title:
            found[f"tc_{cue.cue}"] = 1.0
        elif segment.holds(cue):
            found[f"ac_{cue.cue}"] = 1.0
            if cue.start < lead:
                found[f"lc_{cue.cue}"] = 1.0
    european = load_rules("kinds")["european"]
    for code in {fund.code for fund in facts.funds if fund.pays and segment.holds(fund)}:
        found["eu" if code in european else f"fund_{code}"] = 1.0
    return found


def probabilities(found: Mapping[str, float]) -> dict[str, float]:
    """The probability of each kind by what tells of it."""
    sums = {
        kind: sum(weights.get(name, 0.0) * value for name, value in found.items())
        for kind, weights in load_rules("kinds")["weights"].items()
    }
    most = max(sums.values())
    shares = {kind: math.exp(value - most) for kind, value in sums.items()}
    total = sum(shares.values())
    return {kind: share / total for kind, share in shares.items()}


def _named(name: str) -> dict[str, float]:
    """What the words of the name tell: the kind of its head, and years."""
    found: dict[str, float] = {}
    for number, word in enumerate(_WORD.findall(name)[:_NAME_WORDS]):
        kind = head_kind(word)
        if kind:
            found[f"n_{kind}"] = 1.0
            found[f"n0_{kind}"] = float(number == 0)
            break
    years = _YEARS.search(name)
    if years:
        found["name_years" if years.group(1) else "name_year"] = 1.0
    return found


def _titled(facts: Facts) -> dict[str, float]:
    """The kinds of the title's head words, and of the one that it begins with."""
    titled = [head for head in facts.heads if head.end <= facts.title]
    found = {f"t_{head.kind}": 1.0 for head in titled}
    first = min(titled, key=lambda head: head.start, default=None)
    if first is not None and first.start < _FRONT:
        found[f"t0_{first.kind}"] = 1.0
    return found


def _shares(prefix: str, kinds: Sequence[str]) -> dict[str, float]:
    return {prefix + kind: number / len(kinds) for kind, number in Counter(kinds).items()}


def _proof(
    kind: str, mentions: Sequence[NameCandidate], heads: Sequence[HeadCandidate], cues: Sequence[KindCandidate]
) -> Candidate | None:
    """What shows a kind: the head of a mention of the name, a head word near one, a wording; None where nothing."""
    for mention in sorted(mentions, key=lambda mention: -mention.confidence):
        if mention.kind == kind and mention.kind_start >= 0:
            return mention
    fitting: list[Candidate] = [head for head in heads if head.kind == kind]
    fitting = fitting or [cue for cue in cues if _SHOWS.get(cue.cue) == kind]
    return min(fitting, key=lambda found: min(abs(found.start - mention.start) for mention in mentions), default=None)


@cache
def _cues() -> Patterns[str]:
    return Patterns((pattern, name) for name, patterns in load_rules("kinds")["cues"].items() for pattern in patterns)
