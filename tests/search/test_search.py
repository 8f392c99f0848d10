"""What people type and what they get, on both engines."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.vocabulary import load_vocabulary
from search.encode import StaticEncoder
from search.engines.base import Query, Sparse
from search.engines.edge import EdgeEngine
from search.errors import FilterError, IndexMissingError
from search.filters import Filters
from search.index import Index
from search.lexical import word_term
from search.requests import MOST_STRETCHED, Asked, asked, conditions, matching
from search.retrieve import Searcher
from tests.search.announcements import TEXTS, corpus

QUERIES = {
    "rodziny zastępcze": "p-lomza",
    "dla rodzin zastepczych": "p-lomza",
    "wsparcie rodizn zastępczych w łomży": "p-lomza",
    "foster families": "p-lomza",
    "Augustów wyjazd": "p-lomza",
    "klubach seniora": "p-kutno",
    "telopieka": "p-kutno",
    "bransoletka alarmowa dla babci": "p-kutno",
    "zory szukam pracy": "p-zory",
    "staż dla kogoś bez pracy": "p-zory",
    "mąż mnie bije, gdzie zadzwonić": "p-gdynia",
    "domestic violence helpline": "p-gdynia",
    "jedzenie dla ubogich": "p-pila",
    "darmowe obiady w szkole": "p-pila",
    "opieka nad chorą mamą, muszę odpocząć": "p-respite",
    "kto pójdzie ze mną do lekarza, mam znaczną niepełnosprawność": "p-assistant",
    "asystent osobisty nowy sacz": "p-assistant",
}


@pytest.mark.parametrize("query", QUERIES)
def test_the_programme_that_is_meant_comes_first(first: Callable[[str], str | None], query: str) -> None:
    assert first(query) == QUERIES[query]


@pytest.mark.parametrize(
    "query", ["o której odjeżdża pociąg do Berlina", "naprawa lodówki", "solar panels for a farm", "wynik meczu Legii"]
)
def test_what_nobody_offers_is_answered_with_nothing_but_the_closest_concepts(built: Searcher, query: str) -> None:
    results = built.search(query)
    assert results.total == 0
    assert results.hits == ()
    assert 0 < len(results.closest) <= 3


def test_a_programme_of_another_town_does_not_outrank_the_one_asked_for(built: Searcher) -> None:
    hits = built.search("programy w Nowym Sączu").hits
    assert {hit.programme for hit in hits[:2]} == {"p-respite", "p-assistant"}
    everywhere = built.search("asystent osoby niepełnosprawnej w Gdyni")
    assert "p-assistant" not in [hit.programme for hit in everywhere.hits[:1]] or everywhere.hits[0].score < 0.6


def test_without_words_everything_is_listed_newest_first(built: Searcher) -> None:
    results = built.search("  ")
    assert results.total == len(corpus())
    assert results.hits[0].programme == "p-pila"
    assert {value.value: value.count for value in results.facets["kind"]} == {
        "project": 2,
        "service": 2,
        "programme": 3,
    }


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(municipality=("Łomża",)), {"p-lomza"}),
        (Filters(municipality=("lomza",)), {"p-lomza"}),
        (Filters.model_validate({"municipality": "Łomża", "kind": ""}), {"p-lomza"}),
        (Filters(municipality=("2479011",)), {"p-zory"}),
        (Filters(municipality=("12",)), {"p-respite", "p-assistant"}),
        (Filters(municipality=("Łomża", "Piła")), {"p-lomza", "p-pila"}),
        (Filters(voivodeship=("Śląskie",)), {"p-zory"}),
        (Filters(target_group=("seniors",)), {"p-kutno"}),
        (Filters(activity=("personal_assistant",)), {"p-kutno", "p-assistant"}),
        (Filters(fund=("esf", "esf_plus")), {"p-lomza", "p-zory"}),
        (Filters(kind=("service",)), {"p-kutno", "p-gdynia"}),
        (Filters(start="2025"), {"p-lomza", "p-kutno", "p-gdynia"}),
        (Filters(end="2021-12"), {"p-gdynia"}),
        (Filters(start="2022-05", end="2022-06"), {"p-zory", "p-gdynia"}),
        (Filters(min_amount=Decimal(300_000)), {"p-zory", "p-respite", "p-assistant"}),
        (Filters(max_amount=Decimal(100_000)), {"p-kutno"}),
        (Filters(voivodeship=("małopolskie",), min_amount=Decimal(500_000)), {"p-assistant"}),
        (Filters(municipality=("Radom",)), set()),
    ],
)
def test_filters_keep_what_meets_them_with_and_without_words(
    built: Searcher, filters: Filters, wanted: set[str]
) -> None:
    assert {hit.programme for hit in built.search("", filters).hits} == wanted
    found = built.search("pomoc dla mieszkańców, rodzin, seniorów i osób w kryzysie", filters, limit=50)
    assert {hit.programme for hit in found.hits} <= wanted


@pytest.mark.parametrize(
    "filters",
    [
        Filters(municipality=("12",)),
        Filters(voivodeship=("Śląskie",)),
        Filters(fund=("esf", "esf_plus")),
        Filters(kind=("service",), start="2025"),
        Filters(end="2021-12"),
        Filters(min_amount=Decimal(300_000), max_amount=Decimal(10_000_000)),
    ],
)
def test_a_part_with_indexes_on_its_fields_answers_as_one_without(
    filters: Filters, tmp_path: Path, encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for least in (1, 10_000):
        monkeypatch.setattr("search.engines.edge.PAYLOAD_INDEX_FROM", least)
        generation = Index(tmp_path / str(least), encoder=encoder).build(corpus(), counter=1)
        reader = EdgeEngine(tmp_path / str(least) / "parts").open(generation.parts)
        terms = Sparse([word_term("gmina")], [1.0])
        vector = encoder.encode_queries(["pomoc rodzinom"])[0].tolist()
        near = reader.nearest([Query(asked, 50, conditions(filters)) for asked in (vector, terms)])
        found.append([sorted(one.ids.tolist()) for one in near])
        reader.close()
    assert found[0] == found[1]
    assert found[0][0]


def test_an_interval_is_left_to_the_columns_only_where_it_leaves_most(built: Searcher) -> None:
    table, vocabulary = built.opened().table, load_vocabulary()

    def put(filters: Filters) -> Asked:
        return asked(filters, matching(filters, table, vocabulary), table, vocabulary)

    for coded in (Filters(), Filters(kind=("service",))):
        everything, many = matching(coded, table, vocabulary).sum(), coded.model_copy(update={"start": "2020"})
        kept = matching(many, table, vocabulary).sum()
        assert put(many) == Asked(conditions(coded), everything / kept)
    few = Filters(end="2021-12")
    assert matching(few, table, vocabulary).sum() * MOST_STRETCHED < len(table)
    assert put(few) == Asked(conditions(few), 1.0)
    assert put(Filters(voivodeship=("śląskie",))) == Asked(conditions(Filters(voivodeship=("śląskie",))), 1.0)


def test_programmes_that_fit_a_concept_are_chosen_among_those_that_pass_the_filters(
    built: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.retrieve.CONCEPT_DEPTH", 1)
    for depth in ("DENSE_DEPTH", "WORDS_DEPTH"):
        monkeypatch.setattr(f"search.candidates.{depth}", 1)
    found = built.search("teleopieka", Filters(kind=("programme",)))
    assert [hit.programme for hit in found.hits] == ["p-assistant"]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(target_group=("kids",)),
        Filters(start="last year"),
        Filters(start="2024", end="2020"),
        Filters(min_amount=Decimal(10), max_amount=Decimal(1)),
    ],
)
def test_a_filter_without_meaning_is_refused(built: Searcher, filters: Filters) -> None:
    with pytest.raises(FilterError):
        built.search("seniorzy", filters)


def test_an_excerpt_is_cut_from_its_document_and_marks_the_words_asked_for(built: Searcher) -> None:
    hit = built.search("teleopieka dla seniorów").hits[0]
    assert hit.excerpt is not None
    excerpt = hit.excerpt
    assert TEXTS[excerpt.document][excerpt.start : excerpt.end] == excerpt.text
    marked = [excerpt.text[start:end] for start, end in excerpt.marks]
    assert "teleopieka" in marked


def test_a_programme_in_a_shared_document_does_not_show_the_passages_of_its_neighbour(built: Searcher) -> None:
    hits = {hit.programme: hit for hit in built.search("asystent i opieka wytchnieniowa w Nowym Sączu").hits}
    respite, assistant = hits["p-respite"].excerpt, hits["p-assistant"].excerpt
    assert respite is not None
    assert assistant is not None
    assert "asystenta osobistego" not in respite.text
    assert "wytchnieniowa" not in assistant.text


def test_hits_say_why(built: Searcher) -> None:
    results = built.search("bezrobotni w Żorach efs 2022")
    kinds = {reason.kind for reason in results.hits[0].reasons}
    assert {"place", "fund", "year"} <= kinds
    assert {part.kind for part in results.query.parts} >= {"place", "fund", "year"}


def test_scores_fall_and_pages_continue(built: Searcher) -> None:
    everything = built.search("pomoc i opieka dla rodzin, dzieci i seniorów", limit=50).hits
    scores = [hit.score for hit in everything]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    if len(everything) > 1:
        second = built.search("pomoc i opieka dla rodzin, dzieci i seniorów", limit=1, offset=1).hits
        assert [hit.programme for hit in second] == [everything[1].programme]


def test_facets_count_programmes_not_passages(built: Searcher) -> None:
    facets = built.search("", Filters(municipality=("Nowy Sącz",))).facets
    assert [(value.label, value.count) for value in facets["municipality"]] == [("Nowy Sącz", 2)]
    assert [(value.value, value.count) for value in facets["year"]] == [("2024", 2)]
    assert {value.label for value in facets["target_group"]} == {
        "opiekunowie osób zależnych",
        "osoby z niepełnosprawnościami",
    }


def test_searching_before_anything_was_indexed_says_so(searcher: Searcher) -> None:
    assert searcher.generation() is None
    with pytest.raises(IndexMissingError):
        searcher.search("seniorzy")


def test_an_empty_index_answers_with_nothing(index: Index, searcher: Searcher) -> None:
    index.build([], counter=0)
    assert searcher.search("seniorzy").total == 0
    assert searcher.search("").total == 0
