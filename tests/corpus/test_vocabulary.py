"""The controlled vocabulary."""

from dataclasses import FrozenInstanceError, fields

import pytest

from corpus.vocabulary import Term, load_vocabulary


def test_every_code_has_both_labels() -> None:
    vocabulary = load_vocabulary()
    for field in fields(vocabulary):
        terms = getattr(vocabulary, field.name)
        assert terms, field.name
        for code, term in terms.items():
            assert isinstance(term, Term)
            assert code == term.code
            assert term.pl
            assert term.en
            assert term.en.isascii()


def test_labels_tell_codes_apart() -> None:
    vocabulary = load_vocabulary()
    for field in fields(vocabulary):
        terms = getattr(vocabulary, field.name).values()
        for label in ("pl", "en"):
            assert len({getattr(term, label) for term in terms}) == len(terms), (field.name, label)


def test_known_terms() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.target_groups["foster_families"].pl == "rodziny zastępcze"
    assert vocabulary.target_groups["foster_families"].en == "foster families"
    assert "EFS+" in vocabulary.funds["esf_plus"].cues
    assert vocabulary.amount_roles["other"].cues == ()
    assert load_vocabulary() is vocabulary


def test_it_cannot_be_changed() -> None:
    vocabulary = load_vocabulary()
    with pytest.raises(TypeError):
        vocabulary.funds["new"] = vocabulary.funds["esf"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        vocabulary.funds["esf"].pl = "inny"  # type: ignore[misc]
