"""The JSON record of a programme, from its values and from what the store keeps."""

import json
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.programmes import Amount, Count, Evidence, Period, Programme, Review, Wording
from corpus.records import programme_record, stored_record
from tests.corpus.pages import programme

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
PROOFS = st.builds(
    Evidence,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    text=TEXTS,
    page=st.none() | st.integers(1, 900),
    document=st.none() | st.just("d0c0"),
)
REVIEWS = st.none() | st.builds(
    Review,
    action=st.sampled_from(["confirm", "change", "add"]),
    by=TEXTS,
    at=st.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, UTC)),
)
SURE = {
    "evidence": PROOFS,
    "also": st.lists(PROOFS, max_size=2).map(tuple),
    "confidence": st.floats(0, 1),
    "review": REVIEWS,
}
AMOUNTS = st.builds(
    Amount,
    role=st.sampled_from(["total", "grant", "own"]),
    value=st.decimals(0, 10**12, places=2),
    task=st.none() | TEXTS,
    **SURE,
)
PROGRAMMES = st.builds(
    Programme,
    id=st.just("a1b2"),
    documents=st.just(("d0c0", "d0c1")),
    name=st.builds(Wording, value=TEXTS, **SURE),
    kind=st.none() | st.builds(Wording, value=st.just("project"), **SURE),
    period=st.none() | st.builds(Period, start=st.none() | st.just("2024-03"), end=st.just("2025"), **SURE),
    amounts=st.lists(AMOUNTS, max_size=3).map(tuple),
    participants=st.none() | st.builds(Count, value=st.integers(0, 10**6), **SURE),
    part_of=st.none() | st.builds(Wording, value=TEXTS, **SURE),
    invented=st.booleans(),
)


@given(PROGRAMMES)
def test_a_kept_programme_gives_the_same_record_as_its_values(whole: Programme) -> None:
    assert stored_record(whole.model_dump_json()) == programme_record(whole)


def test_sums_are_exact_texts_with_two_places() -> None:
    kept = programme(value="12400").model_dump_json()
    assert [amount["value"] for amount in stored_record(kept)["amounts"]] == ["12400.00"]
    assert Decimal(json.loads(kept)["amounts"][0]["value"]) == 12400


def test_what_an_earlier_version_kept_without_a_field_is_read() -> None:
    whole = programme()
    kept = json.loads(whole.model_dump_json())
    del kept["part_of"]
    for amount in kept["amounts"]:
        del amount["review"]
    assert stored_record(json.dumps(kept)) == programme_record(whole)
