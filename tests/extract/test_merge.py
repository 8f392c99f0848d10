"""Mentions of one programme become one record with all their proofs; editions stay apart."""

from corpus.programmes import Activity, Evidence, Group, Period, Place, Programme, Wording
from extract.merge import merge, merge_key


def mention(
    document: str, name: str, year: str | None, *, codes: tuple[str, ...] = (), town: str = "Konin"
) -> Programme:
    proof = Evidence(start=0, end=4, text="text")
    return Programme(
        id=f"{document}-1",
        documents=(document,),
        name=Wording(value=name, evidence=proof, confidence=0.9),
        municipality=Place(name=town, teryt=f"teryt-{town}", evidence=proof, confidence=0.9),
        period=Period(start=year, end=year, evidence=proof, confidence=0.8) if year else None,
        target_groups=tuple(Group(code=code, text="x", evidence=proof, confidence=0.7) for code in codes),
        activities=(Activity(code="workshop", text="warsztaty", evidence=proof, confidence=0.7),),
    )


def test_same_programme_in_two_documents_is_one_with_both_proofs() -> None:
    town_hall = mention("a", "Rodzina 2023", "2023", codes=("children",))
    centre = mention("b", "RODZINA 2023", "2023", codes=("children", "youth"))
    assert merge_key(town_hall) == merge_key(centre)
    (programme,) = merge([town_hall, centre])
    assert set(programme.documents) == {"a", "b"}
    assert {group.code for group in programme.target_groups} == {"children", "youth"}
    (children,) = [group for group in programme.target_groups if group.code == "children"]
    assert {children.evidence.document, *(proof.document for proof in children.also)} == {"a", "b"}


def test_order_of_reading_changes_nothing() -> None:
    one, other = mention("a", "Razem", "2023"), mention("b", "Razem", "2023", codes=("seniors",))
    assert merge([one, other]) == merge([other, one])


def test_editions_are_programmes_of_their_own() -> None:
    first, second = mention("a", "Razem", "2022"), mention("b", "Razem", "2023")
    assert merge_key(first) == merge_key(second)
    assert len(merge([first, second])) == 2
    assert len({programme.id for programme in merge([first, second])}) == 2


def test_a_mention_without_a_period_joins_the_only_edition() -> None:
    assert len(merge([mention("a", "Razem", "2022"), mention("b", "Razem", None)])) == 1


def test_other_towns_do_not_mix() -> None:
    assert merge_key(mention("a", "Razem", "2022")) != merge_key(mention("b", "Razem", "2022", town="Turek"))


def test_id_does_not_change_when_a_document_joins() -> None:
    one, other = mention("a", "Razem", "2023"), mention("b", "Razem", "2023", codes=("seniors",))
    assert merge([one])[0].id == merge([one, other])[0].id
