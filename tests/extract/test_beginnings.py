"""Expressions over words are searched only where a match may begin: no match may be missed for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.beginnings import Index, beginnings
from extract.cues import load_cues
from extract.rules import load_rules

WORDS = (
    "wkład",
    "własny",
    "w",
    "wynosi",
    "do",
    "dnia",
    "2",
    "tys",
    ".",
    "–",
    "gmina",
    "gminy",
    "kwota",
    "od",
    "łącznie",
)
SOURCES = (
    r"wkład\w* własn\w*",
    r"(?:do|od)(?: dnia)?",
    r"(?:łączn|ogóln)\w* kwot\w*|kwota",
    r"w(?:ynosi)?",
    r"(?:\S+ )?gmin\w*",
    r"gmin[ay]",
    r"(?<!do )dnia",
    r"dn?ia?",
    r"(?:w |do ){1,2}dnia",
    r"tys \.|\d+ tys",
    r"(?:– )?(?:wynosi|do)",
    r"k+wota|kw{1}ota|(?:gm|dn){0,2}ia",
    r"(?!wynosi)w\w*",
)


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_no_match_is_missed(tokens: list[str]) -> None:
    index = Index((source, source) for source in SOURCES)
    fitting = index.fitting(tokens)
    text = " ".join(tokens)
    assert [
        source for source in SOURCES if re.search(rf"(?<!\S)(?:{source})(?!\S)", text) and source not in fitting
    ] == []


@given(st.lists(st.sampled_from(WORDS), max_size=8))
def test_matches_begin_with_the_words_told(tokens: list[str]) -> None:
    index = Index((source, source) for source in SOURCES)
    text = " ".join(tokens)
    anywhere, found = index.begun(tokens)
    begun = {(place, source) for place, likely in found for source in likely}
    assert [
        (match.start(), source)
        for source in SOURCES
        for match in re.finditer(rf"(?<!\S)(?:{source})(?!\S)", text)
        if source not in anywhere and (match.start(), source) not in begun
    ] == []


@pytest.mark.parametrize(
    ("source", "tokens", "fits"),
    [
        ("wkład własny", ["kwota", "wynosi"], False),
        ("wkład własny", ["wkłady"], True),
        ("do|od", ["dom", "odra"], False),
        (r"do\w*", ["dom"], True),
        (r"\S+ gminy", ["kwota"], True),
        (r"(?:pn)?(?:owy)? dom", ["kwota"], True),
        (r"(?P<name>kwota)", ["wynosi"], True),
    ],
)
def test_which_texts_are_searched(source: str, tokens: list[str], fits: bool) -> None:
    assert bool(Index([("found", source)]).fitting(tokens)) is fits


def test_things_come_in_their_own_order() -> None:
    index = Index([("second", "od dnia"), ("first", "do dnia"), ("third", ".*")])
    assert list(index.fitting(["do", "od"])) == ["second", "first", "third"]


@pytest.mark.parametrize("name", ["dates", "money", "participants"])
def test_cues_before_a_value_can_be_told_by_their_beginnings(name: str) -> None:
    sources = [cue.before.pattern for cue in load_cues(name) if cue.before is not None]
    told = [source for source in sources if beginnings(source.removeprefix(r"(?<!\S)(?:").removesuffix(r")(?!\S)"))]
    assert len(told) > 0.9 * len(sources)


def test_sentences_beside_the_point_can_be_told_by_their_beginnings() -> None:
    assert beginnings(load_rules("asides")["sentences"])
