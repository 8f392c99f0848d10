"""What speaks for and against a part of a body in a programme: its place in clause, list and page, as plain traits.

Each trait is a short text; `data/organisation_weights.yaml` holds its weight for every role, fitted by
`tools/organisations/fit.py`.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.components.organisations.lists import listed
from extract.components.organisations.mention import Mention
from extract.inflection import nominals
from extract.morphology import Analysis
from extract.rules import load_rules
from extract.words import Words

_VERBAL = ("fin:", "praet:", "bedzie:", "inf:", "ppas:", "imps:", "impt:", "pact:", "winien:", "ger:")
_SUBORDINATING = frozenset(
    {
        "który",
        "gdzie",
        "że",
        "aby",
        "żeby",
        "by",
        "bo",
        "gdy",
        "kiedy",
        "choć",
        "chociaż",
        "jeśli",
        "jeżeli",
        "ponieważ",
    }
    | {"a", "ale", "lecz", "zaś", "natomiast", "więc", "dlatego", "tylko"}
)
_RELATIVE = frozenset({"który", "gdzie"})
_STOPS = frozenset(";|")
_REACH = 14
_NEAR = 6
_PHRASE = 4
_US = frozenset({"nami", "nam", "nas", "nasz"})
_LABEL = 12


def mention_traits(words: Words, mentions: Sequence[Mention], subjects: Sequence[bool]) -> list[frozenset[str]]:
    """The traits of every mention; members of a list share what stands before its first."""
    found: list[frozenset[str]] = []
    anchor = 0
    for number, mention in enumerate(mentions):
        joined = number > 0 and listed(words, mentions[number - 1], mention)
        anchor = anchor if joined else number
        traits = set(_syntax(words, mentions, anchor, number, subjects[anchor]))
        traits.update(_behind(words, mention))
        traits.update(_layout(words, mention))
        if joined:
            traits.add("listed")
        found.append(frozenset(traits))
    return found


def _syntax(words: Words, mentions: Sequence[Mention], anchor: int, number: int, subject: bool) -> Iterator[str]:
    first = mentions[anchor].first
    last = mentions[number].last
    begin, end = _clause(words, first, last)
    function = _function(words, first, begin, subject=subject)
    yield f"as:{function}"
    phrase = _governor(words, first, begin)
    if phrase:
        yield f"of:{phrase}"
        yield f"{function}<{phrase}"
    others = [one for position, one in enumerate(mentions) if not anchor <= position <= number]
    left = _verb(words, range(first - 1, max(begin, first - _REACH) - 1, -1), others)
    right = _verb(words, range(last, min(end, last + _REACH)), others)
    for side, verb in (("L", left), ("R", right)):
        if verb:
            yield f"{side}:{verb}"
            yield f"{function}.{side}:{verb}"
    if not left and not right:
        yield f"{function}.none"
    lemmas = frozenset(words.lemmas[max(begin, first - _REACH) : first]) | frozenset(
        words.lemmas[last : min(end, last + _REACH)]
    )
    classes = {kind for lemma in lemmas if (kind := _nouns().get(lemma)) is not None}
    for kind in classes:
        yield f"near:{kind}"
    if {"zł", "tys", "mln", "euro", "pln"} & lemmas:
        yield "sum"
    if not _US.isdisjoint(words.lower[max(begin, first - _REACH) : min(end, last + _REACH)]):
        yield "us"
        if left or right:
            yield f"us:{left or right}"


def _clause(words: Words, first: int, last: int) -> tuple[int, int]:
    """The words of the clause that holds a phrase."""
    begin, end = words.sentence_bounds(first)
    depth = 0
    left = first
    while left > begin:
        form = words.forms[left - 1]
        if form in _STOPS or (form == "," and words.lemmas[left] in _SUBORDINATING):
            break
        if form == ")":
            depth += 1
        elif form == "(":
            if not depth:
                break
            depth -= 1
        left -= 1
    right = max(last, first + 1)
    end = max(end, words.sentence_bounds(right - 1)[1])
    while right < end:
        form = words.forms[right]
        if (
            form in _STOPS
            or form == ")"
            or (form == "," and right + 1 < end and words.lemmas[right + 1] in _SUBORDINATING)
        ):
            break
        right += 1
    return left, right


def _function(words: Words, first: int, begin: int, *, subject: bool) -> str:
    """How a phrase hangs in its clause: a preposition, the nominative, or another bare case."""
    i = first - 1
    while i >= begin and i >= first - _PHRASE:
        if words.tags[i].startswith("prep:"):
            return words.lower[i][:1] + "e" if words.lower[i] in {"ze", "we"} else words.lower[i]
        if not words.tags[i].startswith(("adj:", "ppas:")) and words.lower[i] not in {"firma", "m", "in", ".", "„"}:
            break
        i -= 1
    if subject:
        return "nom"
    cases = {case for nominal in nominals(words.forms[first]) for case in nominal.cases}
    if "dat" in cases and not cases & {"gen", "nom"}:
        return "dat"
    if "inst" in cases and not cases & {"gen", "nom"}:
        return "inst"
    return "gen" if "gen" in cases else "bare"


def _governor(words: Words, first: int, begin: int) -> str:
    """The class of the noun that governs a phrase: right before it or before its preposition."""
    for i in range(first - 1, max(begin, first - _PHRASE) - 1, -1):
        tag = words.tags[i]
        if tag.startswith(("prep:", "adj:", "ppas:")) or not words.forms[i].isalnum():
            continue
        kind = _nouns().get(words.lemmas[i], "")
        if kind or tag.startswith(("subst:", "ger:", "brev")):
            return kind or "other"
        return ""
    return ""


def _verb(words: Words, positions: range, others: Sequence[Mention]) -> str:
    """The class of the nearest verb of these words, none where a body that can be its subject stands before it."""
    auxiliary = ""
    for i in positions:
        if any(one.first <= i < one.last for one in others):
            return auxiliary
        if not words.tags[i].startswith(_VERBAL):
            continue
        kind = _verbs().get(words.lemmas[i], "other")
        if words.tags[i].startswith("ger:") and kind == "other":
            continue
        if kind != "be" and kind != "idle":
            return kind
        auxiliary = auxiliary or kind
    return auxiliary


def _behind(words: Words, mention: Mention) -> Iterator[str]:
    """What an apposition or a relative clause right behind says."""
    end = words.sentence_bounds(mention.last - 1)[1]
    i = mention.last
    place = i + 1 < end and words.lower[i] in {"z", "ze"} and words.forms[i + 1][:1].isupper()
    i += 2 * place
    if i + 1 >= end or words.forms[i] not in ",–-(":
        return
    for j in range(i + 1, min(end, i + 1 + _NEAR)):
        relative = words.lemmas[i + 1] in _RELATIVE or words.lemmas[min(i + 2, end - 1)] in _RELATIVE
        if relative and words.tags[j].startswith(_VERBAL) and words.lemmas[j] not in {"być", "zostać"}:
            yield f"which:{_verbs().get(words.lemmas[j], 'other')}"
            return
        kind = _nouns().get(words.lemmas[j])
        if kind in {"partner", "run", "lead", "doer", "funder", "patron"}:
            yield f"which:{kind}"
            return


def _layout(words: Words, mention: Mention) -> Iterator[str]:
    start, end = words.block_bounds(mention.first)
    kind = words.kind(mention.first)
    yield f"in:{kind.value}"
    if start == 0:
        yield "top"
    whole = mention.last - mention.first >= end - start - 1
    if whole:
        yield "alone"
    leads = mention.first - start <= 2
    if leads and start and (whole or kind in {BlockKind.ITEM, BlockKind.ROW}):
        above, below = words.block_bounds(start - 1)
        tries = 0
        while above and tries < _LABEL and words.kind(above) is kind and kind in {BlockKind.ITEM, BlockKind.ROW}:
            above, below = words.block_bounds(above - 1)
            tries += 1
        if below - above <= _LABEL or words.forms[below - 1] == ":":
            for label in {_nouns().get(lemma) for lemma in words.lemmas[max(above, below - _LABEL) : below]} - {None}:
                yield f"under:{label}"
    if kind is BlockKind.ROW:
        label = {_nouns().get(lemma) for lemma in words.lemmas[start : min(start + 3, mention.first)]} - {None}
        for one in label:
            yield f"row:{one}"


@cache
def _verbs() -> dict[str, str]:
    classes: dict[str, list[str]] = load_rules("organisation_traits")["verbs"]
    return {lemma: kind for kind, lemmas in classes.items() for lemma in lemmas}


@cache
def _nouns() -> dict[str, str]:
    classes: dict[str, list[str]] = load_rules("organisation_traits")["nouns"]
    return {lemma: kind for kind, lemmas in classes.items() for lemma in lemmas}
