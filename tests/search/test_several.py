"""Several things asked for at once, and what is typically said of the one thing meant."""

from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from search.concepts import Link
from search.encode import StaticEncoder
from search.entries import Entry
from search.index import Index
from search.named import naming_phrases
from search.query import query_words
from search.ranking import Weights
from search.repair import repair
from search.retrieve import Searcher
from search.thesaurus import read_concepts
from tests.search.announcements import make_document, make_programme

TEXTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "klub": (
        """Klub młodzieżowy „Poddasze”

W klubie młodzież gra w planszówki, kręci filmy i gotuje. Zajęcia są codziennie po lekcjach, dla młodzieży bezpłatne.""",
        {"youth": "młodzież"},
    ),
    "skrzydla": (
        """Skrzydła

W sali bez progów młodzież porusza się na wózkach, tańczy i lepi z gliny. Niewidomi i głusi mają tłumacza
i opisy dotykowe, a na miejsce dowozi ich bus z podnośnikiem.""",
        {"youth": "młodzież", "disabled_people": "Niewidomi i głusi"},
    ),
    "warsztat": (
        """Pracownia „Spokój”

Dorosłe osoby z niepełnosprawnością uczą się stolarstwa i szycia. Pracownia przyjmuje dwadzieścia osób.""",
        {"disabled_people": "osoby z niepełnosprawnością"},
    ),
    "gimnastyka": (
        """Ruch po sześćdziesiątce

Seniorzy ćwiczą we wtorki w sali gimnastycznej. Instruktorka dobiera ćwiczenia na kręgosłup, a na basen seniorzy jeżdżą
autobusem. Zapisy w sekretariacie.""",
        {"seniors": "Seniorzy"},
    ),
    "odwiedziny": (
        """Dzień dobry, to ja

Wolontariusze odwiedzają samotnych seniorów i dzwonią do nich, żeby porozmawiać. Samotność boli, dlatego raz w tygodniu
jest herbata i rozmowa, a sąsiedzi zabierają samotnych na spacer. Seniorzy poznają nowych przyjaciół.""",
        {"seniors": "seniorów"},
    ),
}


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("several")
    entries = []
    for name, (text, groups) in TEXTS.items():
        document = make_document(name, text)
        programme = make_programme(f"p-{name}", document, text.partition("\n")[0], groups=groups)
        entries.append(Entry(programme=programme, documents=(document,)))
    Index(folder, encoder=StaticEncoder()).build(entries, counter=1)
    searcher = Searcher(folder)
    yield searcher
    searcher.close()


@pytest.mark.parametrize(
    "query",
    [
        "zajęcia dla młodzieży z niepełnosprawnością",
        "zajecia dla mlodziezy z niepelnosprawnoscia",
        "niepełnosprawni nastolatkowie – zajęcia po szkole",
        "activities for disabled teenagers",
    ],
)
def test_who_names_several_things_wants_all_of_them(several: Searcher, query: str) -> None:
    assert several.search(query).hits[0].programme == "p-skrzydla"


def test_what_is_typically_said_of_a_concept_tells_programmes_with_one_code_apart(several: Searcher) -> None:
    opened = several.opened()
    (lonely,) = (place for place, concept in enumerate(read_concepts()) if concept.id == "lonely_seniors")
    link = Link(lonely, read_concepts()[lonely], 0.8, "")
    rows = np.arange(len(opened.table), dtype=np.int32)
    worded = dict(zip(map(opened.table.id, rows.tolist()), opened.fit.worded(rows, [link], Weights()), strict=True))
    assert worded["p-odwiedziny"] > 1.5 * max(much for name, much in worded.items() if name != "p-odwiedziny")
    assert all(0 <= much < 1.5 for much in worded.values())
    assert not opened.fit.worded(rows, [], Weights()).any()


def test_what_is_left_of_a_longer_wording_names_no_code() -> None:
    phrases = naming_phrases(read_concepts())
    assert not {"czas", "usługa", "status", "zgoda"} & phrases.keys()
    assert phrases["niepełnosprawność"] == ["children_special_needs", "disabled_people"]
    assert phrases["rodzina zastępczy"] == ["foster_families"]


def test_where_even_the_best_is_unlikely_nothing_is_shown(several: Searcher) -> None:
    query = "zajęcia dla młodzieży z niepełnosprawnością"
    best = several.search(query).hits[0].score
    strict = Searcher(several._openings._generations.folder, weights=Weights(least_best=min(1.0, best + 0.01)))
    assert strict.search(query).total == 0
    strict.close()


def test_without_polish_letters_words_weigh_what_they_weigh_with_them(several: Searcher) -> None:
    def weights(text: str) -> list[float]:
        query = repair(text, several.opened().lexicon, query_words())
        return [group.weight for group in query.groups]

    assert weights("zajecia dla mlodziezy") == weights("zajęcia dla młodzieży")
