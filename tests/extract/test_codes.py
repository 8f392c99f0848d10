"""Target groups and activities: whom a programme is for and what it gives, against who and what is merely mentioned."""

import pytest

from extract.candidates import CodeCandidate, NameCandidate
from extract.components import codes
from extract.components.code_decision import decide
from extract.words import read_words
from extract.zones import find_zones
from tests.extract.documents import document


def decided(text: str, own: tuple[NameCandidate, ...] = ()) -> tuple[dict[str, float], dict[str, float]]:
    words = read_words(document(f"# Ogłoszenie\n{text}"))
    groups, activities = codes.find(words, find_zones(words), ())
    spans = ((0, len(words.text)),)
    chosen = decide(groups, "target_groups", spans, own), decide(activities, "activities", spans, own)
    groups_given, activities_given = ({one.best.code: one.confidence for one in given} for given in chosen)
    return groups_given, activities_given


def groups(text: str) -> set[str]:
    return set(decided(text)[0])


def activities(text: str) -> set[str]:
    return set(decided(text)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Adresaci projektu:\n- osoby bezdomne,\n- osoby uzależnione od alkoholu",
            {"homeless_people", "addicted_people"},
        ),
        ("Projekt jest skierowany do rodzin zastępczych z powiatu.", {"foster_families"}),
        ("Zapraszamy dzieci z rodzin zastępczych na zajęcia.", {"children_in_care"}),
        ("Program obejmie 40 osób w wieku 60+.", {"seniors"}),
        ("Dla kogo?\n- kobiety w ciąży,\n- matki z niemowlętami", {"mothers_with_infants"}),
        ("Wsparcie otrzymają opiekunowie osób niesamodzielnych.", {"dependants_carers"}),
        ("Do udziału zapraszamy obywateli Ukrainy i Białorusi.", {"migrants"}),
        ("Szkolenie dla kandydatów na rodziców zastępczych rusza w maju.", {"foster_candidates"}),
        ("Grupa docelowa: pełnoletni wychowankowie opuszczający pieczę zastępczą.", {"care_leavers"}),
    ],
)
def test_groups_that_the_text_states(text: str, expected: set[str]) -> None:
    assert expected <= groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Program nie obejmuje osób bezrobotnych.", "unemployed_people"),
        ("W spotkaniu uczestniczyli przedstawiciele rady seniorów oraz policji.", "seniors"),
        ("Ulica prowadzi obok Domu Dziecka.", "children"),
        ("Wsparcie dla rodzin zastępczych prowadzi PCPR.", "families_with_children"),
        ("Wniosek podpisuje rodzic.", "families_with_children"),
        ("Czy emeryci mogą złożyć wniosek?", "seniors"),
        ("## Diagnoza\nNa koniec roku w gminie żyło 600 seniorów.", "seniors"),
    ],
)
def test_groups_that_are_merely_mentioned(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W programie: warsztaty kulinarne, porady prawnika i wycieczka.", {"workshop", "counselling"}),
        ("Co oferujemy?\n- grupę wsparcia,\n- staże u pracodawców", {"support_group", "employment"}),
        ("Zaplanowano dwa turnusy kolonii nad morzem.", {"trip_or_camp"}),
        ("W ramach zadania prowadzone są usługi opiekuńcze i teleopieka.", {"personal_assistant"}),
        ("Osoby bez dachu nad głową otrzymają miejsce w noclegowni i ciepły posiłek.", {"housing", "material_aid"}),
        ("Zorganizujemy festyn rodzinny i kampanię społeczną.", {"integration_event", "campaign"}),
    ],
)
def test_activities_that_the_text_states(text: str, expected: set[str]) -> None:
    assert expected <= activities(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Spotkanie odbędzie się w sali konferencyjnej.", "conference"),
        ("Terapii uzależnień nie prowadzimy.", "therapy"),
        ("Psy ze schroniska dla zwierząt szukają domów.", "housing"),
        ("Fundusz: Państwowy Fundusz Rehabilitacji Osób Niepełnosprawnych.", "therapy"),
        ("Gmina zapowiada przebudowę ulicy.", "workshop"),
    ],
)
def test_activities_that_are_merely_mentioned(text: str, code: str) -> None:
    assert code not in activities(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Projekt kieruje się do osób bezrobotnych, do młodzieży oraz do rodziców.", "families_with_children"),
        ("Program kierowany jest do: 1) osób doznających przemocy, 2) dzieci będących jej świadkami.", "children"),
        ("Szkolenie i superwizja dla członków zespołu interdyscyplinarnego odbędą się jesienią.", "social_workers"),
        ("Wsparciem obejmiemy dzieci i młodzież przebywające w pieczy.", "children_in_care"),
    ],
)
def test_groups_at_the_end_of_a_coordination(text: str, code: str) -> None:
    assert code in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Opiekunowie zastępczy otrzymają superwizję.", "social_workers"),
        ("Klub jest dla nieaktywnych zawodowo mieszkanek po sześćdziesiątce.", "unemployed_people"),
        ("Do mieszkania wprowadzą się pełnoletni wychowankowie pieczy zastępczej.", "children_in_care"),
        ("Program ma trzy części: dla dzieci i młodzieży, dla osób dorosłych oraz dla stołówek.", "care_leavers"),
        ("Pierwszeństwo mają matki po urodzeniu dziecka oraz osoby z niepełnosprawnościami.", "children_special_needs"),
        ("Umowę zawarto z partnerem, czyli organizacją pozarządową z Jasła.", "ngos"),
    ],
)
def test_groups_that_a_nearer_wording_explains(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Uczestnikom zwracamy koszty opieki nad dzieckiem do lat 6.", "day_support"),
        ("Nie będzie noclegów ani dopłat.", "housing"),
        ("Rozstrzygnięto otwarty konkurs ofert na prowadzenie klubu.", "competition"),
        ("Od poniedziałku remont ulicy Długiej, objazd przez rynek.", "infrastructure"),
        ("Pismo podpisało Centrum Usług Społecznych w Pile.", "day_support"),
    ],
)
def test_activities_that_are_no_support(text: str, code: str) -> None:
    assert code not in activities(text)


def test_other_news_of_the_page_says_nothing() -> None:
    words = read_words(
        document(
            "# Gimnastyka na dzień dobry\nZapraszamy seniorów na gimnastykę. Zajęcia ruszą w maju i potrwają do września.\n"
            "## W skrócie\nRemont świetlicy w szkole dla dzieci dobiega końca."
        )
    )
    found, given = codes.find(words, find_zones(words), ())
    assert {one.code for one in found} == {"seniors"}
    assert "infrastructure" not in {one.code for one in given}


def test_a_number_before_the_form_of_support_is_its_count() -> None:
    words = read_words(document("W planie są 2 letnie kolonie oraz 12 warsztatów."))
    found = {item.code: item.count for item in codes.find_activities(words, find_zones(words), ())}
    assert (found["trip_or_camp"], found["workshop"]) == (2, 12)


def test_names_of_bodies_say_nothing() -> None:
    words = read_words(document("Partnerem jest Stowarzyszenie Rodzin Zastępczych."))
    start = words.text.index("Stowarzyszenie")
    blocked = (NameCandidate(start, len(words.text) - 1, 1.0, "x", None, -1, -1, "quotes"),)
    assert codes.find_groups(words, find_zones(words), blocked) == []


def test_the_name_of_another_programme_counts_against_its_groups() -> None:
    words = read_words(document("# Zajęcia\nProgram „Opaska dla seniora” to osobna sprawa, u nas uczą się maluchy."))
    start = words.text.index("Opaska")
    other = NameCandidate(start, start + len("Opaska dla seniora"), 1.0, "x", None, -1, -1, "quotes")
    found: list[CodeCandidate] = codes.find_groups(words, find_zones(words), ())
    chosen = decide(found, "target_groups", ((0, len(words.text)),), (), (other,))
    assert "seniors" not in {decided.best.code for decided in chosen}


def test_further_wordings_are_kept() -> None:
    words = read_words(
        document("# Ogłoszenie\nZapraszamy seniorów. Nie ma zapisów dla seniorów. Klub dla seniorów działa.")
    )
    found = codes.find_groups(words, find_zones(words), ())
    (seniors,) = decide(found, "target_groups", ((0, len(words.text)),))
    assert [words.text[one.start : one.end] for one in seniors.further]
    assert seniors.best not in seniors.further


def test_repetition_makes_surer() -> None:
    once = decided("Zapraszamy seniorów.")[0]["seniors"]
    often = decided("Zapraszamy seniorów. Seniorzy otrzymają opaski. Klub seniora działa.")[0]["seniors"]
    assert once < often < 1


def test_evidence_is_the_words_of_the_text() -> None:
    words = read_words(document("Dla kogo?\n- rodziny z trojgiem dzieci 👨‍👩‍👧 i se\u00adniorzy"))
    for found in codes.find_groups(words, find_zones(words), ()):
        assert words.text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kogo nie przyjmujemy?\n- osób w kryzysie bezdomności,\n- osób uzależnionych", "homeless_people"),
        ("Patryk mieszkał w rodzinnym domu dziecka, dziś ma własny pokój.", "foster_families"),
        ("Dochód (zob. tabela, kryterium z uchwały): do 900 zł.", "excluded_people"),
    ],
)
def test_groups_that_are_kept_out_or_only_told_of(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pomoc trafi do osób: bezrobotnych, z niepełnosprawnościami.", {"unemployed_people", "disabled_people"}),
        ("Paczki otrzymają seniorzy o niskich dochodach.", {"seniors", "excluded_people"}),
        ("Zapraszamy osoby w wieku 18–29 lat bez zatrudnienia.", {"youth", "unemployed_people"}),
        ("Adresaci: osoby starsze i ich opiekunowie.", {"seniors", "dependants_carers"}),
    ],
)
def test_groups_named_together_each_count(text: str, expected: set[str]) -> None:
    assert expected <= groups(text)


def test_a_house_that_is_only_a_place_gives_no_support() -> None:
    where = decided("Plakaty zawisną w klubach seniora i w szkołach.")[1].get("day_support", 0.0)
    assert where < decided("Powstanie klub seniora.")[1]["day_support"]


def test_a_list_announced_by_a_long_sentence_is_no_background() -> None:
    listed = "Osoby dorosłe, które ze względu na trudną sytuację nie radzą sobie same, zwłaszcza:\n- osoby bezdomne"
    assert "homeless_people" in groups(listed)
