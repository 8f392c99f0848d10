"""What a word can be matched by: the language of rule files speaks of base forms."""

from functools import lru_cache

from extract.morphology import CACHE_SIZE, analyses, generated

_VERBAL = {"ger": "ger:sg:nom", "ppas": "ppas:sg:nom", "pact": "pact:sg:nom"}


@lru_cache(maxsize=CACHE_SIZE)
def keys(form: str) -> frozenset[str]:
    """What a word can be matched by: its case-folded form, the lemmas of all its readings, and for verbal nouns and
    participles their own base forms too (`zagrożonych`: `zagrozić`, `zagrożony`)."""
    found = {form.casefold()}
    for reading in analyses(form):
        found.add(reading.lemma.casefold())
        kind = reading.tag.partition(":")[0]
        if kind in _VERBAL:
            found.add(_verbal_base(reading.lemma, kind))
    return frozenset(found)


@lru_cache(maxsize=2_000)
def _verbal_base(lemma: str, kind: str) -> str:
    """The nominative of a verb's noun or masculine participle; the verb itself where Morfeusz makes none."""
    for form, tag in generated(lemma):
        if tag.startswith(_VERBAL[kind]) and tag.endswith("aff") and (kind == "ger" or ":m1" in tag):
            return form.casefold()
    return lemma.casefold()
