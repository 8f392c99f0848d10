"""What a person rejected stays away, also when a document that comes later brings it."""

from pathlib import Path

import pytest

from api.gold import gold_of
from api.pipeline import Pipeline
from api.review import Decided, decide, undo
from api.review_requests import Proof, Wish, verdicts
from api.review_values import target_of
from corpus.programmes import Programme
from corpus.settings import CorpusSettings
from tests.api.announcements import GRUDZIADZ
from tests.api.conftest import take_in
from tests.api.test_review import named

ADDRESS = "https://mopr-grudziadz.example.pl/bezpieczna-przystan/"


def another(
    settings: CorpusSettings, folder: Path, name: str = "gazeta", replaced: dict[str, str] | None = None
) -> None:
    """Take in the same announcement from another address, reworded."""
    text = GRUDZIADZ.replace(ADDRESS, f"https://{name}.example.pl/przystan").replace(
        "<h2>Co oferujemy</h2>", f"<p>Pisze o tym także {name}.</p><h2>Co oferujemy</h2>"
    )
    for before, after in (replaced or {}).items():
        assert before in text
        text = text.replace(before, after)
    (folder / f"{name}.html").write_text(text, "utf-8")
    (outcome,) = take_in(settings, folder / f"{name}.html")
    assert outcome.status in {"new", "changed"}


def asked(pipeline: Pipeline, wish: Wish, programme: Programme | None = None) -> Decided:
    programme = programme or named(pipeline)
    return decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by="Anna Nowak")


def rejected(pipeline: Pipeline, field: str, **target: object) -> Decided:
    return asked(pipeline, Wish("reject", field, target_of(named(pipeline), field, target)))


def roles(programme: Programme) -> set[str]:
    return {amount.role for amount in programme.amounts}


def test_another_document_does_not_bring_a_rejected_value_back(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    assert "total" in roles(named(pipeline))
    decided = rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path)
    now = named(pipeline)
    assert len(now.documents) == 2
    assert "total" not in roles(now)
    (there,) = [one for one in now.documents if one not in decided.documents]
    (inherited,) = pipeline.store.corrections(document=there)
    assert (inherited.correction.decision, inherited.correction.inherited) == (decided.decisions[0], True)
    assert (inherited.state, inherited.correction.by) == ("applied", "Anna Nowak")
    # nobody looked at that document: it is no gold
    assert [one.name for one in gold_of(pipeline.store)] == ["bezpieczna-przystan.html"]
    undo(pipeline, decided.decisions[0])
    total = target_of(named(pipeline), "amounts", {"role": "total"})
    assert {total.evidence.document, *(one.document for one in total.also)} == set(now.documents)
    assert pipeline.store.corrections() == ()
    assert pipeline.store.originals(there) == ()


def test_a_value_that_was_changed_does_not_come_back_beside_the_right_one(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    total = target_of(named(pipeline), "amounts", {"role": "total"})
    asked(pipeline, Wish("change", "amounts", total, {"value": "481000"}))
    another(writing, tmp_path)
    (amount,) = [amount for amount in named(pipeline).amounts if amount.role == "total"]
    assert str(amount.value) == "481000.00"


def test_better_evidence_does_not_make_the_value_wrong(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    group = target_of(named(pipeline), "target_groups", {"code": "foster_families"})
    asked(pipeline, Wish("change", "target_groups", group, {}, Proof("zastępczych z terenu miasta")))
    another(writing, tmp_path)
    now = target_of(named(pipeline), "target_groups", {"code": "foster_families"})
    assert {now.evidence.document, *(one.document for one in now.also)} == set(named(pipeline).documents)


@pytest.mark.parametrize("place", ["municipality", "period"])
def test_what_tells_programmes_apart_stays_rejected_too(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path, place: str
) -> None:
    decided = rejected(pipeline, place)
    assert decided.programme is not None
    another(writing, tmp_path)
    now = named(pipeline)
    assert now.id == decided.programme
    assert len(now.documents) == 2
    assert getattr(now, place) is None


def test_what_is_no_programme_is_none_in_another_document(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    before = named(pipeline)
    decided = asked(pipeline, Wish("reject"))
    another(writing, tmp_path)
    assert pipeline.store.programme(before.id) is None
    assert pipeline.store.merge_keys() != ()
    undo(pipeline, decided.decisions[0])
    assert named(pipeline).id == before.id
    assert len(named(pipeline).documents) == 2


def test_another_edition_is_another_programme(pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path) -> None:
    rejected(pipeline, "amounts", role="total")
    asked(pipeline, Wish("reject"))
    another(writing, tmp_path, replaced={"1 marca 2023": "1 marca 2021", "grudnia 2024": "grudnia 2022"})
    now = named(pipeline)
    assert now.period is not None
    assert now.period.start == "2021-03-01"
    assert "total" in roles(now)


def test_another_programme_keeps_its_values(pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path) -> None:
    rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path, replaced={"Bezpieczna przystań": "Rodzinna latarnia"})
    assert "total" in roles(named(pipeline, "Rodzinna latarnia"))


def test_a_new_version_does_not_bring_it_back(pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path) -> None:
    grant = target_of(named(pipeline), "amounts", {"role": "total"})
    another(writing, tmp_path, replaced={"Całkowita wartość projektu: 480 000,00 zł, w tym": "Otrzymano"})
    assert len(named(pipeline).documents) == 2
    asked(pipeline, Wish("reject", "amounts", grant))
    # the other document says it only now, and this one says it again in other words
    another(writing, tmp_path)
    again = tmp_path / "grudziadz.html"
    again.write_text(GRUDZIADZ.replace("Co oferujemy", "Oferta"), "utf-8")
    assert [one.status for one in take_in(writing, again)] == ["changed"]
    assert len(named(pipeline).documents) == 2
    assert "total" not in roles(named(pipeline))


def test_a_person_may_say_it_of_the_later_document(pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path) -> None:
    rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path)
    now = named(pipeline)
    there = pipeline.store.document_for("https://gazeta.example.pl/przystan")
    assert there is not None
    proof = Proof("480 000,00 zł", document=there.document_id)
    asked(pipeline, Wish("add", "amounts", parts={"value": "480000", "role": "total"}, proof=proof), now)
    total = target_of(named(pipeline), "amounts", {"role": "total"})
    assert total.review is not None
    assert total.evidence.document == there.document_id


def test_it_survives_a_newer_extractor_in_every_document(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path)
    corrected = named(pipeline)
    monkeypatch.setattr("api.pipeline.EXTRACTOR_VERSION", "newer")
    assert pipeline.extract_pending() > 1
    pipeline.finish()
    assert named(pipeline) == corrected
    assert pipeline.store.count_corrections() == 2


def test_forgetting_the_later_document_leaves_the_decision(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    decided = rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path)
    pipeline.forget("https://gazeta.example.pl/przystan")
    (left,) = pipeline.store.corrections()
    assert (left.correction.decision, left.correction.inherited) == (decided.decisions[0], False)
    assert "total" not in roles(named(pipeline))
    another(writing, tmp_path, "kurier")
    assert len(named(pipeline).documents) == 2
    assert "total" not in roles(named(pipeline))


def test_forgetting_the_first_document_takes_the_decision_along(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    decided = rejected(pipeline, "amounts", role="total")
    another(writing, tmp_path)
    pipeline.forget(ADDRESS)
    assert pipeline.store.corrections() == ()
    assert pipeline.store.scopes(decided.decisions[0]) == ()
    assert "total" in roles(named(pipeline))
