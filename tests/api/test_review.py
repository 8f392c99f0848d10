"""A person corrects a programme: the records and the search follow, and what was decided survives reading again."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.corrected import save_extraction
from api.gold import gold_of, written_gold
from api.pipeline import Pipeline
from api.review import Decided, decide, decisions_about, undo
from api.review_errors import WishError
from api.review_requests import Proof, Wish, text_of, verdicts
from api.review_values import PARTS, evidence_in, target_of
from corpus.corrections import FIELDS, field_values
from corpus.programmes import Programme
from corpus.records import programme_record
from corpus.settings import CorpusSettings
from extract.evaluate import evaluate, gold_records
from tests.api.announcements import GRUDZIADZ
from tests.api.conftest import Run, take_in

PAPER = """<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Wsparcie dla rodzin zastępczych</title>
<meta property="article:published_time" content="2023-03-01T09:00:00+01:00">
<link rel="canonical" href="https://gazeta-grudziadz.example.pl/przystan/"></head><body><article>
<h1>Wsparcie dla rodzin zastępczych w Grudziądzu</h1>
<p>W Grudziądzu rusza projekt „Bezpieczna przystań”. Okres realizacji: od 1 marca 2023 r. do 31 grudnia 2024 r.
Miejski Ośrodek Pomocy Rodzinie w Grudziądzu zaprasza rodziny zastępcze.
Całkowita wartość projektu: 480 000,00 zł.</p></article></body></html>"""


def named(pipeline: Pipeline, name: str = "Bezpieczna przystań") -> Programme:
    found = [one for one in pipeline.store.programmes(limit=500).programmes if one.name.value == name]
    assert len(found) == 1, [one.name.value for one in pipeline.store.programmes(limit=500).programmes]
    return found[0]


def asked(pipeline: Pipeline, programme: Programme, wish: Wish) -> Decided:
    return decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by="Anna Nowak")


def changed(
    pipeline: Pipeline, programme: Programme, field: str, target: dict[str, object], words: str = "", **parts: object
) -> Decided:
    value = target_of(programme, field, target)
    return asked(pipeline, programme, Wish("change", field, value, parts, Proof(words)))


def names_found(settings: CorpusSettings, **parameters: str) -> set[str]:
    with TestClient(create_app(settings, repair=False)) as client:
        hits = client.get("/api/v1/search", params=parameters).json()["hits"]
    return {hit["programme"]["name"] for hit in hits}


def test_a_change_reaches_record_search_and_api(pipeline: Pipeline, writing: CorpusSettings) -> None:
    programme = named(pipeline)
    counter = pipeline.store.counter()
    decided = asked(
        pipeline,
        programme,
        Wish("add", "target_groups", parts={"code": "seniors"}, proof=Proof("opiekunów zastępczych")),
    )
    assert decided.programme == programme.id
    assert pipeline.store.counter() > counter
    now = named(pipeline)
    added = next(group for group in now.target_groups if group.code == "seniors")
    assert added.review is not None
    assert (added.review.origin, added.review.by, added.review.action) == ("human", "Anna Nowak", "add")
    text = text_of(pipeline.store, now.documents[0])
    assert text is not None
    assert text.text[added.evidence.start : added.evidence.end] == added.evidence.text == added.text
    assert "Bezpieczna przystań" in names_found(writing, target_group="seniors")
    record = programme_record(now)
    marked = [group for group in record["target_groups"] if "review" in group]
    assert [group["review"]["origin"] for group in marked] == ["human"]
    undo(pipeline, decided.decisions[0])
    assert named(pipeline) == programme
    assert "Bezpieczna przystań" not in names_found(writing, target_group="seniors")


def test_a_correction_survives_a_newer_extractor(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    programme = named(pipeline)
    changed(pipeline, programme, "participants", {}, value=61)
    asked(pipeline, named(pipeline), Wish("reject", "amounts", target_of(programme, "amounts", {"role": "total"})))
    corrected = named(pipeline)
    monkeypatch.setattr("api.pipeline.EXTRACTOR_VERSION", "newer")
    assert pipeline.extract_pending() > 1
    pipeline.finish()
    assert named(pipeline) == corrected
    assert corrected.participants is not None
    assert corrected.participants.value == 61
    assert "total" not in {amount.role for amount in corrected.amounts}
    # taking back needs no extractor, what it said is kept
    for one in decisions_about(pipeline.store, corrected):
        undo(pipeline, one.decision)
    assert named(pipeline) == programme
    assert pipeline.store.originals(programme.documents[0]) == ()


def test_a_correction_survives_another_name_by_a_newer_extractor(pipeline: Pipeline) -> None:
    programme = named(pipeline)
    changed(pipeline, programme, "participants", {}, value=61)
    document = text_of(pipeline.store, programme.documents[0])
    assert document is not None
    (extracted,) = pipeline.store.originals(document.id)
    other = extracted.model_copy(
        update={"name": extracted.name.model_copy(update={"value": "Wsparcie rodzin"}), "participants": None}
    )
    save_extraction(pipeline.store, document, 1, "newer", [other])
    pipeline.finish()
    found = named(pipeline, "Wsparcie rodzin")
    assert found.participants is not None
    assert found.participants.value == 61


def test_a_new_version_keeps_what_still_stands_in_it(
    pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path
) -> None:
    programme = named(pipeline)
    changed(pipeline, programme, "participants", {}, value=61)
    changed(pipeline, named(pipeline), "kind", {}, "poradnictwo psychologiczne", value="service")
    again = tmp_path / "grudziadz.html"
    again.write_text(
        GRUDZIADZ.replace("<h2>Co", "<p>Zmiana z maja: przedłużono nabór.</p><h2>Co").replace(
            "poradnictwo psychologiczne", "porady"
        ),
        "utf-8",
    )
    assert [outcome.status for outcome in take_in(writing, again)] == ["changed"]
    now = named(pipeline)
    assert now.participants is not None
    assert (now.participants.value, now.participants.review is not None) == (61, True)
    document = text_of(pipeline.store, now.documents[0])
    assert document is not None
    assert document.text[now.participants.evidence.start : now.participants.evidence.end] == "60 osób"
    assert now.participants.evidence.start != programme.participants.evidence.start  # type: ignore[union-attr]
    assert now.kind is None or now.kind.review is None
    (stale,) = pipeline.store.corrections(state="stale")
    assert stale.correction.field == "kind"
    # the page says it again: the correction is back, nothing was lost
    again.write_text(GRUDZIADZ.replace("<h2>Co", "<p>Zmiana z czerwca.</p><h2>Co"), "utf-8")
    take_in(writing, again)
    assert pipeline.store.corrections(state="stale") == ()
    kind = named(pipeline).kind
    assert kind is not None
    assert (kind.value, kind.review is not None) == ("service", True)


def test_what_is_no_programme_stays_away(
    pipeline: Pipeline, writing: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = named(pipeline)
    decided = asked(pipeline, programme, Wish("reject"))
    assert decided.programme is None
    assert pipeline.store.programme(programme.id) is None
    assert "Bezpieczna przystań" not in names_found(writing)
    monkeypatch.setattr("api.pipeline.EXTRACTOR_VERSION", "newer")
    pipeline.repair()
    assert "Bezpieczna przystań" not in names_found(writing)
    assert undo(pipeline, decided.decisions[0]).programme == programme.id
    assert named(pipeline) == programme


@pytest.fixture
def twice(pipeline: Pipeline, writing: CorpusSettings, tmp_path: Path) -> Programme:
    """A programme that two documents tell of."""
    (tmp_path / "gazeta.html").write_text(PAPER, "utf-8")
    take_in(writing, tmp_path / "gazeta.html")
    found = named(pipeline)
    assert len(found.documents) == 2
    return found


@pytest.mark.parametrize(
    ("field", "words", "parts"),
    [
        ("name", "projekt „Bezpieczna przystań”", {"value": "Projekt Przystań"}),
        ("municipality", "realizuje projekt", {"name": "Nysa"}),
        ("period", "od 1 marca 2023 r.", {"start": "2022-03-01"}),
    ],
)
def test_a_programme_of_two_documents_stays_one(
    pipeline: Pipeline, twice: Programme, field: str, words: str, parts: dict[str, object]
) -> None:
    decided = changed(pipeline, twice, field, {}, words, **parts)
    assert decided.programme != twice.id
    assert decided.programme is not None
    assert len(decided.documents) == 2
    now = pipeline.store.programme(decided.programme)
    assert now is not None
    assert set(now.documents) == set(twice.documents)
    (value,) = field_values(now, field)
    assert value.review is not None
    assert pipeline.store.programme(twice.id) is None
    assert undo(pipeline, decided.decisions[0]).programme == twice.id
    assert pipeline.store.programme(twice.id) == twice


def test_a_value_that_two_documents_show_is_rejected_in_both(pipeline: Pipeline, twice: Programme) -> None:
    total = target_of(twice, "amounts", {"role": "total"})
    assert {total.evidence.document, *(one.document for one in total.also)} == set(twice.documents)
    decided = asked(pipeline, twice, Wish("reject", "amounts", total))
    assert set(decided.documents) == set(twice.documents)
    assert "total" not in {amount.role for amount in named(pipeline).amounts}
    undo(pipeline, decided.decisions[0])
    assert named(pipeline) == twice


def test_what_a_person_says_goes_before_what_another_document_says(pipeline: Pipeline, twice: Programme) -> None:
    for document in twice.documents:
        text = text_of(pipeline.store, document)
        assert text is not None
        start = text.text.index("Bezpieczna przystań")
        wish = Wish("change", "kind", twice.kind, {"value": "call"}, Proof("", start, start + 19, document))
        decided = asked(pipeline, named(pipeline), wish)
        kind = named(pipeline).kind
        assert kind is not None
        assert (kind.value, kind.evidence.document) == ("call", document)
        undo(pipeline, decided.decisions[0])


def test_forgetting_one_document_leaves_no_quotation_in_the_other(pipeline: Pipeline, twice: Programme) -> None:
    lead, other = twice.documents
    text = text_of(pipeline.store, lead)
    assert text is not None
    changed(pipeline, twice, "name", {}, "Partnerem projektu jest Fundacja", value="Przystań z partnerem")
    assert any("Partnerem" in one.name.evidence.text for one in pipeline.store.document_mentions(other))
    pipeline.forget(lead)
    assert not any("Partnerem" in one.name.evidence.text for one in pipeline.store.document_mentions(other))
    assert pipeline.store.corrections() == ()
    assert len(named(pipeline).documents) == 1


def test_all_other_values_can_be_confirmed_at_once(pipeline: Pipeline) -> None:
    asked(pipeline, named(pipeline), Wish("confirm"))
    now = named(pipeline)
    assert all(value.review is not None and value.review.action == "confirm" for value in now.values())
    with pytest.raises(WishError, match="nothing left"):
        asked(pipeline, now, Wish("confirm"))


@pytest.mark.parametrize(
    ("field", "parts", "words"),
    [
        ("kind", {"value": "nonsense"}, "projekt „Bezpieczna"),
        ("amounts", {"value": "dużo", "role": "total"}, "480 000,00 zł"),
        ("amounts", {"value": "0.001", "role": "total"}, "480 000,00 zł"),
        ("amounts", {"value": "5", "role": "total", "colour": "red"}, "480 000,00 zł"),
        ("events", {"start": "2023-02-30"}, "1 marca 2023"),
        ("events", {"start": "2023-05", "end": "2022"}, "1 marca 2023"),
        ("organisations", {"name": "X" * 600, "role": "partner"}, "Fundacja „Blisko Domu”"),
        ("organisations", {"role": "partner"}, "Fundacja „Blisko Domu”"),
        ("activities", {"code": "training", "count": "-1"}, "warsztaty"),
        ("target_groups", {"code": "seniors"}, "słowa, których tam nie ma"),
        ("target_groups", {"code": "seniors"}, "projekt"),
        ("target_groups", {"code": "seniors"}, ""),
        ("colour", {"value": "red"}, "warsztaty"),
    ],
)
def test_what_means_nothing_is_refused_in_one_line(
    pipeline: Pipeline, field: str, parts: dict[str, object], words: str
) -> None:
    programme = named(pipeline)
    with pytest.raises(WishError) as refused:
        asked(pipeline, programme, Wish("add", field, parts=parts, proof=Proof(words)))
    assert "\n" not in str(refused.value)
    assert pipeline.store.corrections() == ()
    assert named(pipeline) == programme


def test_a_name_cannot_be_rejected_and_a_change_must_change(pipeline: Pipeline) -> None:
    programme = named(pipeline)
    for wish in (Wish("reject", "name", programme.name), Wish("change", "kind", programme.kind), Wish("add"),
                 Wish("change", "kind"), Wish("confirm", "kind", programme.kind, {"value": "call"})):  # fmt: skip
        with pytest.raises(WishError):
            asked(pipeline, programme, wish)


def test_every_part_of_every_field_can_be_filled_in(pipeline: Pipeline) -> None:
    assert PARTS.keys() == FIELDS.keys()
    for field, kind in FIELDS.items():
        known = set(kind.model_fields) - {"evidence", "also", "confidence", "review", "text", "teryt", "voivodeship"}
        assert {part.name for part in PARTS[field]} == known


def test_reviewed_documents_become_gold_records(pipeline: Pipeline, tmp_path: Path) -> None:
    programme = named(pipeline)
    asked(pipeline, programme, Wish("confirm"))
    changed(pipeline, named(pipeline), "participants", {}, value=61)
    changed(pipeline, named(pipeline, "Złota jesień"), "participants", {}, value=41)
    asked(pipeline, named(pipeline, "Wspólny dach"), Wish("reject"))
    assert written_gold(gold_of(pipeline.store), tmp_path / "gold") == 3
    records = gold_records(tmp_path / "gold")
    assert set(records) == {"bezpieczna-przystan.html", "zlota-jesien.html", "mielec.txt"}
    assert (tmp_path / "gold" / "documents" / "bezpieczna-przystan.html").read_text("utf-8") == GRUDZIADZ
    assert records["mielec.txt"]["programmes"] == []
    (gold,) = records["bezpieczna-przystan.html"]["programmes"]
    assert gold["participants"] == 61
    assert "optional" not in json.dumps(gold)
    assert all("optional" in group for group in records["zlota-jesien.html"]["programmes"][0]["target_groups"])
    # the shape is that of the gold records that are there
    pattern = json.loads(Path("corpus/gold/dev/d01.json").read_text("utf-8"))
    assert list(records["bezpieczna-przystan.html"]) == list(pattern)
    assert set(gold) == set(pattern["programmes"][0])
    for field, value in pattern["programmes"][0].items():
        if gold[field] and isinstance(value, list):
            assert set(gold[field][0]) <= {key for item in value for key in item}, field
        elif isinstance(value, dict):
            assert set(gold[field]) == set(value), field
    # and what was corrected is right by it
    shown = {"programmes": [programme_record(named(pipeline))], "document": {"published": "2023-02-14"}}
    scores = evaluate({"x": records["bezpieczna-przystan.html"]}, {"x": shown})
    assert all(tally.f1 == 1.0 for tally in scores.fields.values()), scores.fields
    complete = list(gold_of(pipeline.store, complete=True))
    assert [one.name for one in complete] == ["bezpieczna-przystan.html", "mielec.txt"]


def test_evidence_that_stands_several_times_needs_its_place(pipeline: Pipeline) -> None:
    document = text_of(pipeline.store, named(pipeline).documents[0])
    assert document is not None
    with pytest.raises(WishError, match="stand 2 times"):
        evidence_in(document, "zastępczych")
    start = document.text.rindex("zastępczych")
    assert evidence_in(document, "zastępczych", start).start == start


# On the command line


def test_the_command_line_corrects(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    programme = named(pipeline)
    assert "participants       value=60" in run("show", programme.id).out
    done = run("change", programme.id, "participants", "61", "--by", "Jan", "--note", "liczba z tabeli")
    assert (done.code, done.err) == (0, "")
    assert programme.id in done.out
    assert "value=61  [changed by Jan]" in run("show", programme.id).out
    assert run("confirm", programme.id, "amounts:1").code == 0
    added = run(
        "add", programme.id, "organisations", "name=Rada Rodziców", "role=partner", "--evidence", "rodzin\nzastępczych"
    )
    assert added.code == 0
    assert run("reject", programme.id, "kind").code == 0
    listed = run("list").out
    assert "change participants value=60 → value=61" in listed
    assert "(liczba z tabeli)" in listed
    assert len(listed.splitlines()) == 4
    assert run("list", "--stale").out == "no corrections that cannot be applied\n"
    shape = json.loads(
        run("list", "--json", "--document", "https://mopr-grudziadz.example.pl/bezpieczna-przystan/").out
    )
    assert {one["by"] for one in shape} == {"Jan", "administrator"}
    assert run("undo", listed.split()[0]).code == 0
    assert len(run("list").out.splitlines()) == 3
    assert "1 gold records" in run("export", str(tmp_path / "new")).out
    assert run("reject", programme.id).out.endswith("there is no such programme any more\n")
    assert "period" in run("fields").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("show", "nosuch"), 1),
        (("list", "--document", "nosuch"), 1),
        (("undo", "nosuch"), 1),
        (("confirm", "nosuch"), 1),
        (("confirm", "{id}", "colour"), 2),
        (("confirm", "{id}", "amounts:x"), 2),
        (("confirm", "{id}", "amounts:99"), 2),
        (("change", "{id}", "amounts", "role=grant"), 2),
        (("change", "{id}", "amounts:1", "grant"), 2),
        (("change", "{id}", "kind", "nonsense"), 2),
        (("add", "{id}", "target_groups", "seniors"), 2),
        (("add", "{id}", "target_groups", "seniors", "--evidence", "nie ma"), 2),
        (("reject", "{id}", "name"), 2),
        (("export", "README.md"), 2),
    ],
)
def test_wrong_use_is_one_line(run: Run, pipeline: Pipeline, arguments: tuple[str, ...], code: int) -> None:
    identity = named(pipeline).id
    ended = run(*(one.replace("{id}", identity) for one in arguments))
    assert ended.code == code, ended.err
    assert ended.err.startswith("drogowskaz: ")
    assert ended.err.count("\n") == 1


# Over HTTP


def test_corrections_over_http(writing: CorpusSettings, administrator: dict[str, str]) -> None:
    with TestClient(create_app(writing, repair=False)) as client:
        hit = client.get("/api/v1/search", params={"q": "Bezpieczna przystań"}).json()["hits"][0]["programme"]
        wanted = {
            "programme": hit["id"],
            "action": "change",
            "field": "amounts",
            "target": {"role": "total", "value": 480000},
            "value": {"value": "481000.00"},
            "by": "Anna",
        }
        for method, path in (("GET", ""), ("POST", ""), ("DELETE", "/0123456789abcdef")):
            json_ = wanted if method == "POST" else None
            assert client.request(method, f"/api/v1/corrections{path}", json=json_).status_code == 403
        made = client.post("/api/v1/corrections", json=wanted, headers=administrator)
        assert made.status_code == 201, made.text
        programme = client.get(f"/api/v1/programmes/{made.json()['programme']}").json()["programme"]
        (total,) = [amount for amount in programme["amounts"] if amount["role"] == "total"]
        assert total["value"] == "481000.00"
        assert total["review"] | {"at": ""} == {"origin": "human", "action": "change", "by": "Anna", "at": ""}
        plain = {"programme": hit["id"], "action": "confirm", "field": "name"}
        assert client.post("/api/v1/corrections", json=plain, headers=administrator).status_code == 201
        programme = client.get(f"/api/v1/programmes/{hit['id']}").json()["programme"]
        assert programme["review"]["name"]["action"] == "confirm"
        listed = client.get("/api/v1/corrections", params={"state": "applied"}, headers=administrator).json()
        assert listed["total"] == 2
        assert listed["corrections"][1]["target"]["parts"]["value"] == "480000.00"
        assert client.get("/api/v1/corrections?state=stale", headers=administrator).json()["total"] == 0
        decision = made.json()["decisions"][0]
        assert client.delete(f"/api/v1/corrections/{decision}", headers=administrator).status_code == 200
        assert client.delete(f"/api/v1/corrections/{decision}", headers=administrator).status_code == 404
        for wrong in ({"field": "colour"}, {"value": {"value": "x"}}, {"target": {"role": "fee"}}, {"action": "erase"},
                      {"evidence": {"start": 5, "end": 2}}, {"evidence": {"text": "tego nie ma"}}):  # fmt: skip
            answer = client.post("/api/v1/corrections", json=wanted | wrong, headers=administrator)
            assert answer.status_code == 400, wrong
            assert answer.headers["content-type"] == "application/problem+json"
