"""What people decided, applied to what was extracted: it survives other names, other offsets and other versions."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.correcting import apply, context, occurrences
from corpus.corrections import (
    FIELDS,
    Action,
    Correction,
    ProgrammeKey,
    decision_id,
    edition,
    field_values,
    identity,
)
from corpus.documents import Document
from corpus.programmes import Amount, Count, Evidence, Group, Period, Programme, Supported, Wording
from corpus.store import Store
from tests.corpus.pages import document as kept_document
from tests.corpus.pages import page
from tests.corpus.pages import programme as mention

NOW = datetime(2025, 5, 6, 7, 8, tzinfo=UTC)
TEXT = (
    "Gmina Przykładowo zaprasza seniorów na zajęcia „Lekki krok”. Zajęcia potrwają od marca do czerwca 2025 r. "
    "Koszt zadania to 9 800,00 zł, z tego dotacja 7 000,00 zł. Zapisy przyjmuje świetlica; skorzysta 25 osób. "
    "Drugi raz: 25 osób na liście rezerwowej."
)


def proof(words: str, text: str = TEXT, *, nth: int = 0) -> Evidence:
    start, end = occurrences(text, words)[nth]
    return Evidence(start=start, end=end, text=text[start:end])


def document(text: str = TEXT, identity_: str = "d1") -> Document:
    return Document(id=identity_, source="x", media_type="text/plain", text=text)


def extracted(name: str = "Lekki krok", text: str = TEXT, document_: str = "d1") -> Programme:
    return Programme(
        id=f"p-{name}",
        documents=(document_,),
        name=Wording(value=name, evidence=proof("Lekki krok", text), confidence=0.8),
        kind=Wording(value="event", evidence=proof("zajęcia", text), confidence=0.4),
        amounts=(
            Amount(role="total", value=Decimal("9800.00"), evidence=proof("9 800,00 zł", text), confidence=0.9),
            Amount(role="own", value=Decimal("7000.00"), evidence=proof("7 000,00 zł", text), confidence=0.5),
        ),
        target_groups=(Group(code="youth", text="Zapisy", evidence=proof("Zapisy", text), confidence=0.3),),
    )


def decided(
    action: Action,
    field: str | None,
    target: Supported | None = None,
    value: Supported | None = None,
    *,
    key: ProgrammeKey | None = None,
    document_: str = "d1",
    text: str = TEXT,
    after: int = 0,
) -> Correction:
    key = key or ProgrammeKey(name="Lekki krok")
    around = ("", "")
    if value is not None:
        named = value.evidence.model_copy(update={"document": value.evidence.document or document_})
        value = value.model_copy(update={"evidence": named})
        around = context(text, named.start, named.end)
    return Correction(
        decision=decision_id(document_, key, field, target or value),
        document=document_,
        version=1,
        programme=key,
        action=action,
        field=field,
        target=target,
        value=value,
        before=around[0],
        after=around[1],
        by="Anna",
        at=NOW + timedelta(minutes=after),
    )


def people(words: str = "25 osób", count: int = 25, *, nth: int = 0) -> Count:
    return Count(value=count, evidence=proof(words, nth=nth), confidence=1)


def only(corrections: list[Correction], programmes: list[Programme], text: str = TEXT) -> tuple[Programme, str]:
    applied = apply(corrections, programmes, document(text))
    (programme,) = applied.programmes
    return programme, applied.states[corrections[-1].decision]


def test_a_change_replaces_the_value_where_it_stood_and_says_who_made_it() -> None:
    before = extracted()
    own = before.amounts[1]
    right = own.model_copy(update={"role": "grant"})
    after, state = only([decided("change", "amounts", own, right)], [before])
    assert state == "applied"
    assert [(amount.role, amount.value) for amount in after.amounts] == [
        ("total", Decimal("9800.00")),
        ("grant", Decimal("7000.00")),
    ]
    changed = after.amounts[1]
    assert changed.review is not None
    assert (changed.review.origin, changed.review.action, changed.review.by) == ("human", "change", "Anna")
    assert changed.review.at == NOW
    assert changed.confidence == 1.0
    assert changed.evidence == own.evidence
    assert after.amounts[0].review is None


def test_a_rejection_removes_and_an_addition_adds() -> None:
    before = extracted()
    seniors = Group(code="seniors", text="seniorów", evidence=proof("seniorów"), confidence=1)
    corrections = [
        decided("reject", "target_groups", before.target_groups[0]),
        decided("add", "target_groups", value=seniors, after=1),
        decided("add", "participants", value=people(), after=2),
        decided("reject", "kind", before.kind, after=3),
    ]
    applied = apply(corrections, [before], document())
    (after,) = applied.programmes
    assert [group.code for group in after.target_groups] == ["seniors"]
    assert after.participants is not None
    assert after.participants.value == 25
    assert after.kind is None
    assert set(applied.states.values()) == {"applied"}
    assert before.kind is not None  # what was extracted stays as it was


def test_a_confirmation_holds_against_a_newer_extractor() -> None:
    confirmed = extracted().amounts[0]
    other = confirmed.model_copy(update={"value": Decimal("98.00")})
    newer = extracted().model_copy(update={"amounts": (other,), "kind": None})
    kind = extracted().kind
    corrections = [decided("confirm", "amounts", confirmed, confirmed), decided("confirm", "kind", kind, kind)]
    after, _ = only(corrections, [newer])
    assert {amount.value for amount in after.amounts} == {Decimal("9800.00"), Decimal("98.00")}
    assert after.kind is not None
    assert after.kind.value == "event"


def test_what_the_newer_extractor_does_not_claim_needs_no_rejection() -> None:
    newer = extracted().model_copy(update={"target_groups": ()})
    after, state = only([decided("reject", "target_groups", extracted().target_groups[0])], [newer])
    assert state == "idle"
    assert after == newer


def test_later_decisions_build_on_earlier_ones() -> None:
    first = Period(start="2025-03", evidence=proof("od marca"), confidence=1)
    second = Period(start="2025-03", end="2025-06", evidence=proof("od marca do czerwca 2025 r."), confidence=1)
    made = [decided("add", "period", value=first), decided("change", "period", first, second, after=1)]
    for corrections in (made, made[::-1]):
        after, _ = only(corrections, [extracted()])
        assert after.period is not None
        assert after.period.end == "2025-06"


def test_a_programme_that_is_none_goes_and_the_others_stay() -> None:
    other = extracted("Dom otwarty")
    key = ProgrammeKey(name="Lekki krok", alone=False)
    applied = apply([decided("reject", None, key=key)], [extracted(), other], document())
    assert applied.programmes == (other,)
    assert applied.places == (1,)


@pytest.mark.parametrize("name", ["LEKKI KROK", "Lekki krok!", "Lekki krok 2"])
def test_a_programme_is_found_under_a_slightly_other_name(name: str) -> None:
    other = extracted("Zupełnie inny program")
    key = ProgrammeKey(name="Lekki krok", alone=False)
    applied = apply([decided("add", "participants", value=people(), key=key)], [other, extracted(name)], document())
    assert [programme.participants is None for programme in applied.programmes] == [True, False]


def test_a_lone_programme_is_found_under_any_name_and_one_of_several_under_none() -> None:
    correction = decided("add", "participants", value=people())
    after, state = only([correction], [extracted("Bezpłatne zajęcia ruchowe")])
    assert state == "applied"
    assert after.participants is not None
    two = [extracted("Bezpłatne zajęcia ruchowe"), extracted("Dom otwarty")]
    applied = apply([correction], two, document())
    assert applied.states == {correction.decision: "stale"}
    assert applied.programmes == tuple(two)


def test_a_programme_is_found_under_the_name_that_people_gave_it() -> None:
    named = Wording(value="Seniorzy w ruchu", evidence=proof("seniorów"), confidence=1)
    key = ProgrammeKey(name="Lekki krok", alone=False)
    corrections = [
        decided("change", "name", extracted().name, named, key=key),
        decided("add", "participants", value=people(), key=key, after=1),
    ]
    applied = apply(corrections, [extracted("Seniorzy w ruchu"), extracted("Dom otwarty")], document())
    assert applied.programmes[0].participants is not None
    assert set(applied.states.values()) == {"applied"}


def test_editions_of_one_name_are_told_apart() -> None:
    def of(year: str) -> Programme:
        return extracted().model_copy(
            update={"period": Period(start=year, evidence=proof("2025 r."), confidence=0.5)},
        )

    key = ProgrammeKey(name="Lekki krok", edition=edition(of("2024").period), alone=False)
    corrections = [decided("add", "participants", value=people(), key=key)]
    applied = apply(corrections, [of("2023"), of("2024")], document())
    assert [programme.participants is None for programme in applied.programmes] == [True, False]
    unknown = [decided("add", "participants", value=people(), key=key.model_copy(update={"edition": "1999-"}))]
    assert set(apply(unknown, [of("2023"), of("2024")], document()).states.values()) == {"stale"}


def test_evidence_is_found_where_it_stands_in_a_newer_version() -> None:
    second = people(nth=1)
    newer = "AKTUALIZACJA!\n" + TEXT.replace("to 9 800,00 zł", "wynosi teraz dokładnie 9 800,00 zł").replace(" ", "  ")
    programme = extracted(text=newer)
    after, state = only([decided("add", "participants", value=second)], [programme], newer)
    assert state == "applied"
    assert after.participants is not None
    spot = after.participants.evidence
    assert newer[spot.start : spot.end] == spot.text
    assert spot.text.split() == ["25", "osób"]
    assert "Drugi" in newer[spot.start - 20 : spot.start]


def test_a_correction_whose_evidence_is_gone_is_stale_and_comes_back_with_it() -> None:
    correction = decided("add", "participants", value=people())
    without = TEXT.replace("25 osób", "30 osób")
    after, state = only([correction], [extracted(text=without)], without)
    assert state == "stale"
    assert after.participants is None
    assert only([correction], [extracted()])[1] == "applied"


def test_evidence_of_another_document_is_looked_up_in_that_document() -> None:
    value = people()
    foreign = value.model_copy(update={"evidence": value.evidence.model_copy(update={"document": "d2"})})
    correction = decided("add", "participants", value=foreign)
    own = document("Krótka wzmianka o „Lekki krok”: zajęcia, 9 800,00 zł, 7 000,00 zł. Zapisy.")
    programme = extracted(text=own.text)
    applied = apply([correction], [programme], own, {"d2": document(identity_="d2")})
    assert applied.programmes[0].participants is not None
    assert applied.programmes[0].participants.evidence.document == "d2"
    assert apply([correction], [programme], own).states == {correction.decision: "stale"}


def test_a_change_of_evidence_alone_drops_the_wrong_evidence() -> None:
    before = extracted()
    kind = before.kind
    assert kind is not None
    better = kind.model_copy(update={"evidence": proof("Zajęcia potrwają")})
    after, _ = only([decided("change", "kind", kind, better)], [before])
    assert after.kind is not None
    assert (after.kind.evidence.text, after.kind.also) == ("Zajęcia potrwają", ())


def test_a_correction_survives_json() -> None:
    amount = extracted().amounts[0]
    correction = decided("change", "amounts", amount, amount.model_copy(update={"value": Decimal("1.50")}))
    again = Correction.model_validate_json(correction.model_dump_json())
    assert again == correction
    assert isinstance(again.value, Amount)
    assert again.value.value == Decimal("1.50")


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "confirm", "value": None},
        {"action": "reject"},
        {"field": None, "target": None, "value": None, "action": "change"},
        {"field": "colour"},
        {"field": "name", "action": "reject", "value": None},
    ],
)
def test_a_correction_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    good = decided("change", "participants", people(), people("25 osób na liście", 30))
    with pytest.raises(ValidationError):
        Correction.model_validate({**good.model_dump(), **wrong})


def test_every_field_has_values_that_can_be_told_apart() -> None:
    assert set(FIELDS) == {
        name for name in Programme.model_fields if name not in {"id", "documents", "invented"}
    }  # a field that is added to programmes has to be correctable too
    for field in FIELDS:
        for value in field_values(extracted(), field):
            assert all(isinstance(part, str) for part in identity(value))


WORDS = st.text(alphabet=st.sampled_from("abc ąż\n.🙂"), min_size=1, max_size=12).filter(str.strip)


@given(before=st.text(max_size=30), words=WORDS, after=st.text(max_size=30), added=st.text(max_size=30))
def test_evidence_is_where_it_says_wherever_it_moved(before: str, words: str, after: str, added: str) -> None:
    text = before + words.strip() + after
    start, end = len(before), len(before) + len(words.strip())
    value = Count(value=1, evidence=Evidence(start=start, end=end, text=text[start:end]), confidence=1)
    correction = decided("add", "participants", value=value, text=text)
    moved = added + text
    base = Wording(value="Lekki krok", evidence=Evidence(start=0, end=1, text=moved[:1]), confidence=1)
    programme = Programme(id="p", documents=("d1",), name=base)
    applied = apply([correction], [programme], document(moved))
    assert applied.states == {correction.decision: "applied"}
    found = applied.programmes[0].participants
    assert found is not None
    spot = found.evidence
    assert moved[spot.start : spot.end] == spot.text
    assert spot.text.split() == words.split()


def test_the_store_keeps_one_decision_about_one_value(store: Store) -> None:
    group = extracted().target_groups[0]
    store.save_decision([decided("confirm", "target_groups", group, group)])
    store.save_decision([decided("reject", "target_groups", group, after=1)])
    (kept,) = store.corrections()
    assert kept.correction.action == "reject"
    assert store.document_corrections("d1") == (kept.correction,)
    assert store.count_corrections(document="d2") == 0
    store.mark_corrections("d1", {kept.correction.decision: "applied"})
    assert [one.state for one in store.corrections(state="applied")] == ["applied"]
    assert store.corrections(state="stale") == ()
    assert store.corrected_documents() == ("d1",)
    assert store.remove_decision(kept.correction.decision) == (kept.correction,)
    assert store.corrections() == ()
    assert store.remove_decision(kept.correction.decision) == ()


def test_one_decision_may_speak_of_several_documents(store: Store) -> None:
    first = decided("reject", None)
    second = first.model_copy(update={"document": "d2"})
    store.save_decision([first, second])
    assert store.deciding_together([first.decision]) == ("d1", "d2")
    store.save_decision([first])
    assert store.deciding_together([first.decision]) == ("d1",)


def test_what_was_extracted_is_kept_beside_what_is_shown(store: Store) -> None:
    snapshot = page()
    version = store.save_document(kept_document(snapshot), store.keep(snapshot))
    assert store.extraction(version.document_id) is None
    store.save_extraction(version.document_id, 1, "1", [])
    assert store.extraction(version.document_id) == (1, "1")
    programme = mention("Razem raźniej", version.document_id)
    store.save_originals(version.document_id, [programme])
    assert store.originals(version.document_id) == (programme,)
    store.save_originals(version.document_id, [])
    assert store.originals(version.document_id) == ()


def test_forgetting_a_document_forgets_what_quotes_it(store: Store) -> None:
    snapshot = page()
    version = store.save_document(kept_document(snapshot), store.keep(snapshot))
    store.save_extraction(version.document_id, 1, "1", [])
    store.save_originals(version.document_id, [mention("Razem raźniej", version.document_id)])
    mine = decided("reject", None, document_=version.document_id)
    store.save_decision([mine, mine.model_copy(update={"document": "other"}), decided("reject", None, document_="d9")])
    assert store.documents_meant(version.document_id) == (version.document_id,)
    store.forget(version.document_id)
    assert [one.correction.document for one in store.corrections()] == ["d9"]
    assert store.originals(version.document_id) == ()
