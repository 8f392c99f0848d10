"""Programmes like another one, or like a text."""

from search.retrieve import Searcher
from search.similar import similar, similar_to_text


def test_the_likest_shares_groups_or_activities_and_says_so(built: Searcher) -> None:
    found = similar(built, "p-assistant", limit=3)
    assert found
    assert "p-assistant" not in {item.programme for item in found}
    assert found[0].programme in {"p-kutno", "p-respite"}
    helper = next(item for item in found if item.programme == "p-kutno")
    assert "personal_assistant" in {reason.code for reason in helper.reasons}
    assert any(reason.text == "inne miasto: Kutno" for reason in helper.reasons)


def test_scores_are_bounded_and_fall_within_a_town(built: Searcher) -> None:
    found = similar(built, "p-lomza", limit=10)
    assert all(0 <= item.score <= 1 for item in found)


def test_an_unknown_programme_has_no_likes(built: Searcher) -> None:
    assert similar(built, "nobody", limit=3) == ()


def test_a_pasted_paragraph_finds_its_likes(built: Searcher) -> None:
    text = (
        "Nasze stowarzyszenie chce otworzyć miejsce, w którym starsi mieszkańcy będą się spotykać, gimnastykować "
        "i uczyć obsługi smartfona, a samotnym damy przyciski do wzywania pomocy."
    )
    found = similar_to_text(built, text, limit=2)
    assert found[0].programme == "p-kutno"
    assert found[0].reasons
