"""A programme that extraction missed is added by a person: it is one like any other, and survives reading again."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.corrected import save_extraction
from api.errors import NotFoundError
from api.gold import gold_of, written_gold
from api.pipeline import Pipeline
from api.review import decide, decisions_about, undo
from api.review_additions import add_programme
from api.review_errors import WishError
from api.review_requests import Proof, Wish, text_of, verdicts
from corpus.documents import Document
from corpus.programmes import Evidence, Programme, Wording
from corpus.settings import CorpusSettings
from extract.evaluate import gold_records
from tests.api.conftest import Run, take_in
from tests.api.test_review import named
from tests.api.test_review_pages import form, send

ADDRESS = "https://osiedle-torun.example.pl/remont/"
LETTER = f"""<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Remont klatki schodowej</title>
<link rel="canonical" href="{ADDRESS}"></head><body><main><h1>Remont klatki schodowej przy ulicy Lipowej</h1>
<p>Od poniedziałku zamknięte będzie wejście od podwórza. Ekipa wymieni oświetlenie i drzwi.</p>
<p>W czwartki w świetlicy nic się nie zmienia: napis Herbata o czwartej zostaje na szybie. Na Herbatę o czwartej
przychodzi dozorca i 18 sąsiadów z Torunia. Farby kosztowały 3 600,00 zł. Za utrudnienia przepraszamy.</p>
</main></body></html>"""
NAME = "Herbata o czwartej"


@pytest.fixture
def letter(writing: CorpusSettings, tmp_path: Path) -> str:
    """The id of a document in which the extractor finds nothing."""
    (tmp_path / "remont.html").write_text(LETTER, "utf-8")
    (outcome,) = take_in(writing, tmp_path / "remont.html")
    assert (outcome.status, outcome.programmes) == ("new", 0)
    with TestClient(create_app(writing, repair=False)) as client:
        found = client.app.state.library.store.document_for(ADDRESS)  # type: ignore[attr-defined]
    identity: str = found.document_id
    return identity


def read(pipeline: Pipeline, letter: str) -> Document:
    document = text_of(pipeline.store, letter)
    assert document is not None
    return document


def added(pipeline: Pipeline, letter: str, name: str = NAME, words: str = "") -> str:
    decided = add_programme(pipeline, letter, name, Proof(words), by="Anna Nowak")
    assert decided.programme is not None
    return decided.decisions[0]


def filled(pipeline: Pipeline, name: str = NAME) -> Programme:
    """The programme with a town, a count and a sum."""
    for field, parts, words in (
        ("municipality", {"name": "Toruń"}, "z Torunia"),
        ("participants", {"value": 18}, "18 sąsiadów"),
        ("amounts", {"value": "3600", "role": "total"}, "3 600,00 zł"),
    ):
        programme = named(pipeline, name)
        wish = Wish("add", field, parts=parts, proof=Proof(words))
        decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by="Jan")
    return named(pipeline, name)


def found_by_extractor(letter: str, text: str, name: str = NAME) -> Programme:
    start = text.index("Herbata")
    proof = Evidence(start=start, end=start + len(NAME), text=text[start : start + len(NAME)])
    return Programme(id="x", documents=(letter,), name=Wording(value=name, evidence=proof, confidence=0.6))


def test_a_missed_programme_is_added_filled_found_and_taken_back(
    pipeline: Pipeline, letter: str, writing: CorpusSettings
) -> None:
    decision = added(pipeline, letter)
    programme = named(pipeline, NAME)
    text = read(pipeline, letter).text
    proof = programme.name.evidence
    assert text[proof.start : proof.end] == proof.text == NAME
    assert programme.name.review is not None
    assert (programme.name.review.action, programme.name.review.by) == ("add", "Anna Nowak")
    programme = filled(pipeline)
    assert programme.municipality is not None
    assert programme.participants is not None
    assert (programme.municipality.teryt, programme.participants.value) == ("0463011", 18)
    with TestClient(create_app(writing, repair=False)) as client:
        hits = client.get("/api/v1/search", params={"q": "herbata o czwartej", "municipality": "Toruń"}).json()["hits"]
        assert [hit["programme"]["name"] for hit in hits] == [NAME]
        shown = client.get(f"/program/{programme.id}", headers={"Accept": "text/html"}).text
        assert "dodał człowiek: Anna Nowak" in shown
    assert len(decisions_about(pipeline.store, programme)) == 4
    undone = undo(pipeline, decision)
    assert undone.programme is None
    assert pipeline.store.programme(programme.id) is None
    # what was said of it goes with it
    assert pipeline.store.corrections() == ()
    assert pipeline.store.originals(letter) == ()
    assert pipeline.store.document_mentions(letter) == ()


def test_it_survives_reading_again(pipeline: Pipeline, letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    added(pipeline, letter)
    programme = filled(pipeline)
    monkeypatch.setattr("api.pipeline.EXTRACTOR_VERSION", "newer")
    assert pipeline.extract_pending() > 1
    pipeline.finish()
    assert named(pipeline, NAME) == programme
    assert pipeline.store.corrections(state="stale") == ()


def test_it_follows_its_name_into_a_new_version_and_waits_where_that_is_gone(
    pipeline: Pipeline, letter: str, writing: CorpusSettings, tmp_path: Path
) -> None:
    added(pipeline, letter)
    filled(pipeline)
    page = tmp_path / "remont.html"
    page.write_text(LETTER.replace("i drzwi", "i drzwi wejściowe"), "utf-8")
    take_in(writing, page)
    now = named(pipeline, NAME)
    text = read(pipeline, letter).text
    for value in now.values():
        assert text[value.evidence.start : value.evidence.end] == value.evidence.text
    page.write_text(LETTER.replace("Herbat", "Kaw"), "utf-8")
    take_in(writing, page)
    assert pipeline.store.document_mentions(letter) == ()
    assert pipeline.store.count_corrections(state="stale") == 4
    page.write_text(LETTER.replace("przepraszamy.", "przepraszamy. Dziękujemy."), "utf-8")
    take_in(writing, page)
    assert named(pipeline, NAME).values() != ()
    assert pipeline.store.count_corrections(state="stale") == 0


@pytest.mark.parametrize("name", [NAME, "HERBATA O CZWARTEJ"])
def test_it_becomes_the_one_that_a_newer_extractor_finds(pipeline: Pipeline, letter: str, name: str) -> None:
    decision = added(pipeline, letter)
    filled(pipeline)
    document = read(pipeline, letter)
    save_extraction(pipeline.store, document, 1, "newer", [found_by_extractor(letter, document.text, name)])
    pipeline.finish()
    (mention,) = pipeline.store.document_mentions(letter)
    assert mention.name.value == NAME
    assert mention.name.review is not None
    assert mention.participants is not None
    undo(pipeline, decision)
    (mention,) = pipeline.store.document_mentions(letter)
    assert (mention.name.value, mention.name.review, mention.participants) == (name, None, None)


def test_another_edition_is_not_taken_for_it(pipeline: Pipeline, letter: str) -> None:
    added(pipeline, letter)
    document = read(pipeline, letter)
    other = found_by_extractor(letter, document.text, f"{NAME} 2")
    save_extraction(pipeline.store, document, 1, "newer", [other])
    pipeline.finish()
    assert {one.name.value for one in pipeline.store.document_mentions(letter)} == {NAME, f"{NAME} 2"}


def test_taking_back_one_addition_leaves_the_others(pipeline: Pipeline, letter: str) -> None:
    first = added(pipeline, letter)
    added(pipeline, letter, "Czwartki u sąsiadów", "W czwartki w świetlicy")
    filled(pipeline)
    programme = named(pipeline, "Czwartki u sąsiadów")
    wish = Wish("add", "participants", parts={"value": 18}, proof=Proof("18 sąsiadów"))
    decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by="Jan")
    undo(pipeline, first)
    (left,) = pipeline.store.document_mentions(letter)
    assert left.name.value == "Czwartki u sąsiadów"
    assert left.participants is not None
    assert {one.state for one in pipeline.store.corrections()} == {"applied"}


def test_it_can_be_renamed_and_rejected_like_any_other(pipeline: Pipeline, letter: str) -> None:
    added(pipeline, letter)
    programme = filled(pipeline)
    wish = Wish("change", "name", programme.name, {"value": "Sąsiedzka herbata"})
    renamed = decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by="Jan")
    now = named(pipeline, "Sąsiedzka herbata")
    assert now.id == renamed.programme
    assert now.participants is not None
    rejected = decide(pipeline, now, verdicts(pipeline.store, now, Wish("reject")), by="Jan")
    assert rejected.programme is None
    assert pipeline.store.document_mentions(letter) == ()
    with pytest.raises(WishError, match="rejected or renamed"):
        added(pipeline, letter)
    assert undo(pipeline, rejected.decisions[0]).programme == now.id


@pytest.mark.parametrize(
    ("name", "proof", "said"),
    [
        ("", Proof("Herbata"), "is missing"),
        ("   ", Proof(), "is missing"),
        ("Kawa o piątej", Proof(), "do not stand"),
        ("Kawa", Proof("kawa o piątej"), "do not stand"),
        (NAME, Proof("o czwartej"), "stand 2 times"),
        ("x" * 600, Proof("świetlicy"), "500"),
        (NAME, Proof("", 9_000, 9_010), "9000"),
        (NAME, Proof("świetlicy", document="d2"), "has to stand in document"),
    ],
)
def test_what_cannot_be_added_is_refused_in_one_line(
    pipeline: Pipeline, letter: str, name: str, proof: Proof, said: str
) -> None:
    with pytest.raises(WishError, match=said) as refused:
        add_programme(pipeline, letter, name, proof, by="Anna")
    assert "\n" not in str(refused.value)
    assert pipeline.store.corrections() == ()


def test_what_is_there_is_not_added_again(pipeline: Pipeline, letter: str) -> None:
    added(pipeline, letter)
    with pytest.raises(WishError, match="tells of the programme"):
        added(pipeline, letter, "herbata – o czwartej!", "Herbata o czwartej")
    known = named(pipeline)
    with pytest.raises(WishError, match="tells of the programme"):
        added(pipeline, known.documents[0], "Bezpieczna przystań")
    with pytest.raises(NotFoundError):
        added(pipeline, "nosuch")


def test_it_becomes_gold(pipeline: Pipeline, letter: str, tmp_path: Path) -> None:
    added(pipeline, letter)
    filled(pipeline)
    assert written_gold(gold_of(pipeline.store, complete=True), tmp_path / "gold") == 1
    (record,) = gold_records(tmp_path / "gold").values()
    (programme,) = record["programmes"]
    assert (programme["name"], programme["participants"]) == (NAME, 18)
    assert programme["municipality"]["name"] == "Toruń"
    assert "optional" not in json.dumps(record)


def test_forgetting_the_document_forgets_it(pipeline: Pipeline, letter: str) -> None:
    added(pipeline, letter)
    programme = filled(pipeline)
    pipeline.forget(letter)
    assert pipeline.store.programme(programme.id) is None
    assert pipeline.store.corrections() == ()


def test_the_command_line_adds_and_takes_back(run: Run, pipeline: Pipeline, letter: str) -> None:
    done = run("add-programme", letter, "Herbata sąsiedzka", "--evidence", "napis Herbata", "--note", "z ogłoszenia")
    assert (done.code, done.err) == (0, "")
    identity = done.out.split()[-1]
    assert run("add", identity, "participants", "18", "--evidence", "18 sąsiadów").code == 0
    assert "value=18  [added by administrator]" in run("show", identity).out
    listed = run("list").out.splitlines()
    assert "add programme" in listed[1]
    assert "value=Herbata sąsiedzka" in listed[1]
    for arguments in (("nosuch", "X"), (letter, "Czego tu nie ma")):
        ended = run("add-programme", *arguments)
        assert ended.code in {1, 2}
        assert ended.err.count("\n") == 1
    assert "no such programme" in run("undo", listed[1].split()[0]).out
    assert run("list").out == "no corrections\n"


def test_it_is_added_over_http(writing: CorpusSettings, letter: str, administrator: dict[str, str]) -> None:
    wanted = {"action": "add", "value": {"value": NAME}, "evidence": {"document": letter}, "by": "Anna"}
    with TestClient(create_app(writing, repair=False)) as client:
        assert client.post("/api/v1/corrections", json=wanted).status_code == 403
        made = client.post("/api/v1/corrections", json=wanted, headers=administrator)
        assert made.status_code == 201, made.text
        programme = client.get(f"/api/v1/programmes/{made.json()['programme']}").json()["programme"]
        assert (programme["name"], programme["review"]["name"]["action"]) == (NAME, "add")
        (listed,) = client.get("/api/v1/corrections", headers=administrator).json()["corrections"]
        assert (listed["field"], listed["value"]["parts"], listed["inherited"]) == (None, {"value": NAME}, False)
        senseless: list[dict[str, object]] = [
            {"evidence": {}},
            {"field": "kind"},
            {"action": "reject"},
            {"value": {}},
            {"value": {"value": "X", "role": "y"}},
            {"programme": programme["id"]},
            {},
        ]
        for wrong in senseless:
            answer = client.post("/api/v1/corrections", json=wanted | wrong, headers=administrator)
            assert answer.status_code == 400, wrong
        gone = client.delete(f"/api/v1/corrections/{made.json()['decisions'][0]}", headers=administrator)
        assert gone.json()["programme"] is None


def test_it_is_added_on_the_page_of_its_document(inside: TestClient, letter: str) -> None:
    assert "Brakuje programu?" in inside.get("/korekta").text
    led = inside.get("/korekta/dokument", params={"adres": letter})
    assert (led.status_code, led.headers["location"]) == (303, f"/korekta/dokument/{letter}")
    assert inside.get("/korekta/dokument", params={"adres": "https://nie.ma.pl/"}).status_code == 404
    html = inside.get(led.headers["location"]).text
    assert "nie znaleziono programu" in html
    empty = form(html, **{"": f"/korekta/dokument/{letter}"})
    refused = send(inside, empty, name="Kawa <i>o piątej</i>")
    assert refused.status_code == 400
    assert "nie stoją w dokumencie" in refused.text
    assert "<i>o piątej" not in refused.text
    assert send(inside, {**empty, "token": "x"}, name=NAME).status_code == 403
    text = inside.get(f"/api/v1/documents/{letter}").json()["text"]
    start = text.index("Herbatę o czwartej")
    made = send(inside, empty, name=NAME, evidence="Herbatę o\r\nczwartej", start=str(start), end=str(start + 18))
    assert made.status_code == 303
    shown = inside.get(made.headers["location"]).text
    assert "dodał człowiek: Anna Żak" in shown
    assert f"/korekta/dokument/{letter}" in shown
    html = inside.get(f"/korekta/dokument/{letter}").text
    assert f'<a href="{made.headers["location"].partition("?")[0]}' in html
    send(inside, form(html, **{"": "/korekta/cofnij"}))
    assert "nie znaleziono programu" in inside.get(f"/korekta/dokument/{letter}").text


def test_strangers_cannot_add(opened: TestClient, letter: str) -> None:
    for path in (f"/korekta/dokument/{letter}", f"/korekta/dokument?adres={letter}"):
        answer = opened.get(path)
        assert answer.status_code == 403
        assert "Remont" not in answer.text
    assert opened.post(f"/korekta/dokument/{letter}", data={"name": NAME}).status_code == 403
