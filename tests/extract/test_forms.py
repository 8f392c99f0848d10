"""The forms met so far: those that hardly any document had are forgotten, and nothing that is read depends on it."""

import numpy as np
import pytest

from extract import forms
from extract.pipeline import Extractor
from extract.words import read_words
from tests.extract.documents import document

TEXTS = (
    "Program „Bliżej domu”\nGmina Lubicz otrzymała 120 000 zł z Funduszu Solidarnościowego na opiekę wytchnieniową.\n"
    "Program potrwa od 1 marca do 31 grudnia 2024 r. Skorzysta z niego 40 rodzin dzieci z niepełnosprawnością.",
    "Klub „Złota Jesień” zaprasza seniorów\nOśrodek Pomocy Społecznej w Mławie od 5 maja 2023 r. prowadzi warsztaty "
    "komputerowe dla osób po 60. roku życia. Projekt „Cyfrowy senior” kosztuje 35 000 zł i potrwa do końca roku.",
    "Swietlica „Promyk”\nW swietlicy dla dzieci i mlodziezy ruszaja zajecia z psychologiem. Projekt finansuje gmina.",
)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A process that may know so few forms that it forgets with every other document."""
    monkeypatch.setattr(forms, "MOST_FORMS", 60)
    monkeypatch.setattr(forms, "_known", forms.Forms())
    return 60


def test_records_are_the_same_whatever_was_forgotten(few: int) -> None:
    extractor = Extractor()
    with pytest.MonkeyPatch.context() as other:
        other.setattr(forms, "MOST_FORMS", 10_000)
        expected = [extractor.extract(document(text)) for text in TEXTS]
    assert all(expected[:2])
    marks = set()
    for _ in range(4):
        assert [extractor.extract(document(text)) for text in TEXTS] == expected
        marks.add(forms.known_forms().mark)
    assert len(marks) > 1


def test_words_read_before_forms_were_forgotten_keep_their_readings(few: int) -> None:
    early = read_words(document(TEXTS[0]))
    told = list(zip(early.forms, early.lemmas, strict=True))
    for text in TEXTS * 3:
        read_words(document(text))
    assert forms.known_forms() is not early.numbered
    assert [early.numbered.written[number] for number in early.numbers] == early.forms
    assert list(zip(early.forms, early.lemmas, strict=True)) == told


def test_forms_of_one_document_are_forgotten_and_usual_ones_kept(few: int) -> None:
    for place in range(40):
        read_words(document(f"Gmina zaprasza rodziny {''.join(chr(97 + int(digit)) for digit in f'{place:04}')}q"))
    known = forms.known_forms()
    assert len(known) <= few
    assert {"Gmina", "zaprasza", "rodziny"} <= known.keys()


def test_lists_by_number_go_over_to_the_forms_that_are_kept() -> None:
    known = forms.Forms()
    for text in ("pomoc dla rodzin", "rodzin zastępczych", "pomoc"):
        words = read_words(document(text))
        known.meet(np.array([known[form] for form in words.forms]))
    renewed = known.renewed()
    assert renewed.written == ["pomoc", "rodzin"]
    assert renewed.carried(known.written, known.mark) == renewed.written
    assert renewed.carried(known.written[:1], known.mark) == ["pomoc"]
    assert renewed.carried(known.written, renewed.mark) == []
