"""The thesaurus and the other data files."""

from corpus.vocabulary import load_vocabulary
from search.query import query_words
from search.thesaurus import read_concepts, read_outside


def test_concepts_name_codes_of_the_vocabulary_and_each_other() -> None:
    vocabulary = load_vocabulary()
    codes = {*vocabulary.target_groups, *vocabulary.activities, *vocabulary.kinds, *vocabulary.funds}
    concepts = read_concepts()
    names = {concept.id for concept in concepts}
    assert len(names) == len(concepts) >= 350
    for concept in concepts:
        assert concept.codes
        assert set(concept.codes) <= codes, concept.id
        assert {*concept.broader, *concept.related} <= names, concept.id
        assert len(concept.pl) >= 20
        assert len(concept.en) >= 5
        assert len(set(concept.wordings)) >= len(concept.wordings) - 1, concept.id


def test_every_group_activity_and_fund_is_meant_by_some_concept() -> None:
    vocabulary = load_vocabulary()
    meant = {code for concept in read_concepts() for code in concept.codes}
    wanted = {*vocabulary.target_groups, *vocabulary.activities, *vocabulary.funds}
    assert wanted <= meant


def test_no_wording_is_both_inside_and_outside_the_field() -> None:
    inside = {wording.casefold() for concept in read_concepts() for wording in concept.wordings}
    outside = {wording.casefold() for topic in read_outside() for wording in topic.wordings}
    assert not inside & outside


def test_word_lists_name_codes_of_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    lists = query_words()
    assert {code for _, code in lists.funds} <= set(vocabulary.funds)
    assert {code for _, code in lists.kinds} <= set(vocabulary.kinds)
    assert set(lists.fund_kin) <= set(vocabulary.funds)
