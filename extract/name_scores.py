"""How likely each name of a page is the one that the page announces: its traits weighed.

The weights in `data/name_weights.yaml` are fitted by `tools/names/fit.py` as a choice among the names of a document and
none of them, which is worth 0; `scale` turns that worth into the scores that sections and announcements ask for.
"""

from collections.abc import Sequence
from typing import Any

from extract.facts import Facts
from extract.name_traits import framework, page_of, traits
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_STRENGTHS = ("sure", "weak", "project")


def score_names(words: Words, groups: Sequence[Named], facts: Facts) -> None:
    """Give every group its score, its strength as a framework, and whether it is past or another kind of work."""
    rules, page = weights(), page_of(words, facts)
    base, slope = rules["scale"]
    for group in groups:
        strengths = {framework(words, mention) for mention in group.mentions}
        group.framed = next((strength for strength in _STRENGTHS if strength in strengths), None)
        group.parent = rules["framework"][group.framed] if group.framed else 0.0
        places = [words.at(mention.start, mention.end)[0] for mention in group.mentions]
        group.past = all(facts.zones.past[place] or facts.zones.negated[place] for place in places)
    for group in groups:
        found = traits(page, group, groups)
        worth = sum(rules["traits"].get(trait, 0.0) * value for trait, value in found.items())
        group.score = base + slope * worth - (rules["past"] if group.past else 0.0)
        group.donor = "government_before" in found and (
            "kind_programme" in found or {"kind_call", "fund"} <= found.keys()
        )
        group.other_work = rules["other_work"] if "other_work" in found else 0.0
        group.score -= group.other_work
    _settle_frameworks(groups, rules["larger"])


def weights() -> dict[str, Any]:
    """The weights: of traits, of frameworks, the scale of scores."""
    return load_rules("name_weights")


def _settle_frameworks(groups: Sequence[Named], larger: float) -> None:
    """A framework is the announced programme itself where the page names nothing that could be part of it."""
    current = [group for group in groups if not group.past]
    if any(group.score >= larger and not group.framed for group in current):
        return
    for group in current:
        if group.framed != "sure":
            group.parent = 0.0
