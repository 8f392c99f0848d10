"""The HTTP API over a small real corpus."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from pydantic import BaseModel
from starlette.testclient import TestClient

from api import schemas
from api.app import create_app
from corpus.settings import CorpusSettings

PINNED = Path(__file__).with_name("openapi.json")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_search_finds_the_programme_and_says_where_it_stands(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "warsztaty dla rodzin zastępczych"}).json()
    hit = answer["hits"][0]
    assert hit["programme"]["name"] == "Bezpieczna przystań"
    assert hit["programme"]["municipality"]["name"] == "Grudziądz"
    assert hit["documents"][0]["url"] == "https://mopr-grudziadz.example.pl/bezpieczna-przystan/"
    assert 0 < hit["score"] <= 1
    document = client.get(f"/api/v1/documents/{hit['excerpt']['document']}").json()
    excerpt = hit["excerpt"]
    assert document["text"][excerpt["start"] : excerpt["end"]] == excerpt["text"]
    assert excerpt["marks"]


@pytest.mark.parametrize(
    ("parameters", "towns"),
    [
        ({"municipality": "Nysa"}, {"Nysa"}),
        ({"municipality": ["Nysa", "Sieradz"]}, {"Nysa", "Sieradz"}),
        ({"voivodeship": "łódzkie"}, {"Sieradz"}),
        ({"fund": "solidarity_fund"}, {"Sieradz"}),
        ({"target_group": "homeless_people"}, {"Mielec"}),
        ({"min_amount": "1000000"}, {"Mielec"}),
        ({"to": "2022"}, {"Mielec"}),
        ({"from": "2024-06", "to": "2024-06", "target_group": "seniors"}, {"Nysa"}),
    ],
)
def test_filters_restrict(client: TestClient, parameters: dict[str, object], towns: set[str]) -> None:
    answer = client.get("/api/v1/search", params=parameters).json()
    assert {hit["programme"]["municipality"]["name"] for hit in answer["hits"]} == towns
    assert answer["total"] == len(answer["hits"])


def test_the_question_is_shown_as_understood(client: TestClient) -> None:
    query = client.get("/api/v1/search", params={"q": "seniorzy w Nysie 2024", "kind": "programme"}).json()["query"]
    assert {part["kind"] for part in query["parts"]} >= {"place", "year"}
    assert query["filters"] == {"kind": ["programme"]}


def test_nothing_found_is_said_honestly(client: TestClient) -> None:
    answer = client.get("/api/v1/search", params={"q": "kwantowa chromodynamika hadronów"}).json()
    assert answer["hits"] == []
    assert answer["total"] == 0


def test_lists_are_paged(client: TestClient) -> None:
    whole = client.get("/api/v1/search").json()
    pages = [client.get("/api/v1/search", params={"limit": 1, "offset": offset}).json() for offset in range(4)]
    assert [page["hits"][0]["programme"]["id"] for page in pages] == [hit["programme"]["id"] for hit in whole["hits"]]
    assert {page["total"] for page in pages} == {4}


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "offset=-1",
        "offset=10001",
        "limit=x",
        "from=wczoraj",
        "from=2024&to=2023",
        "from=2024-05&to=2024-03",
        "from=2024-05-20&to=2024-05-11",
        "from=2023-02-29",
        "from=2024-13",
        "to=2024-04-31",
        "min_amount=500&max_amount=100",
        "target_group=nobody",
        "municipality=Nibylandia",
        "municipality=9999999",
        "voivodeship=mordor",
        "min_amount=NaN",
        "max_amount=-1",
        f"q={'a' * 301}",
        "&".join(["kind=project"] * 51),
    ],
)
def test_what_means_nothing_is_a_problem(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["detail"]
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize(
    "path", ["programmes/none", "programmes/none/similar", "documents/none", "documents/none/snapshot"]
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_programme_carries_its_evidence(client: TestClient, identity: str) -> None:
    detail = client.get(f"/api/v1/programmes/{identity}").json()
    programme = detail["programme"]
    document = client.get(f"/api/v1/documents/{detail['documents'][0]['id']}").json()
    proofs = [programme["evidence"][field] for field in programme["evidence"]]
    proofs += [value["evidence"] for value in programme["amounts"] + programme["target_groups"]]
    assert len(proofs) >= 4
    for proof in proofs:
        assert document["text"][proof["start"] : proof["end"]] == proof["text"]
    assert {"programme": identity, "field": "name"}.items() <= next(
        span for span in document["spans"] if span["field"] == "name"
    ).items()


def test_the_snapshot_is_what_was_fetched_and_never_rendered(client: TestClient, identity: str, made: Path) -> None:
    document = client.get(f"/api/v1/programmes/{identity}").json()["documents"][0]["id"]
    answer = client.get(f"/api/v1/documents/{document}/snapshot")
    assert answer.content == (made / "files" / "grudziadz.html").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_similar_programmes_leave_out_the_programme_itself(client: TestClient, identity: str) -> None:
    similar = client.get(f"/api/v1/programmes/{identity}/similar", params={"limit": 3}).json()
    assert identity not in {one["programme"]["id"] for one in similar}
    assert len(similar) <= 3


def test_comparison_counts_from_programmes_that_it_names(client: TestClient) -> None:
    answer = client.get("/api/v1/compare", params={"municipality": ["Grudziądz", "Mielec"]}).json()
    first, second = answer["municipalities"]
    assert (first["name"], second["name"]) == ("Grudziądz", "Mielec")
    assert first["worth"] == "480000.00"
    assert second["worth"] == "1200000.00"
    for town in (first, second):
        for field in ("kinds", "years", "target_groups", "activities", "funds"):
            for figure in town[field]:
                assert figure["programmes"] == len(figure["ids"])
                assert set(figure["ids"]) <= set(town["ids"])


@pytest.mark.parametrize("names", [["Nysa"], ["Nysa", "Nysa"], ["Nysa", "Nibylandia"], []])
def test_comparison_needs_two_towns(client: TestClient, names: list[str]) -> None:
    assert client.get("/api/v1/compare", params={"municipality": names}).status_code == 400


def test_municipalities_and_sources(client: TestClient) -> None:
    towns = client.get("/api/v1/municipalities").json()
    assert [town["name"] for town in towns["municipalities"]] == ["Grudziądz", "Mielec", "Nysa", "Sieradz"]
    sources = client.get("/api/v1/sources").json()
    assert sources["documents"] == 5
    assert sources["programmes"] == 4


LISTS = ["search", "municipalities", "sources", "compare"]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_comes_as_a_file(client: TestClient, name: str) -> None:
    query = "?municipality=Nysa&municipality=Mielec" if name == "compare" else ""
    records = client.get(f"/api/v1/{name}.json{query}").json()
    text = client.get(f"/api/v1/{name}.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    book = load_workbook(io.BytesIO(client.get(f"/api/v1/{name}.xlsx{query}").content))
    assert book.active is not None
    assert len(rows) == len(records) == max(book.active.max_row - 1, 0)
    if name == "search":
        grudziadz = next(row for row in rows if row["municipality"] == "Grudziądz")
        assert grudziadz["worth"] == "480000.00"
        assert grudziadz["documents"] == "https://mopr-grudziadz.example.pl/bezpieczna-przystan/"


def test_files_of_other_kinds_are_refused(client: TestClient) -> None:
    assert client.get("/api/v1/search.exe").status_code == 400


def test_any_search_is_a_feed(client: TestClient) -> None:
    answer = client.get("/feed.atom", params={"municipality": "Nysa"})
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Nysa: Złota jesień"]
    assert {link.get("rel") for link in entries[0].findall(f"{ATOM}link")} == {"alternate", "via"}
    assert feed.findtext(f"{ATOM}updated")


def test_health_and_metrics(client: TestClient) -> None:
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["behind"] == 0
    metrics = client.get("/metrics").text
    assert "drogowskaz_programmes 4.0" in metrics
    assert 'route="/healthz"' in metrics


def test_nothing_that_writes_is_open_by_default(client: TestClient) -> None:
    assert client.post("/api/v1/ingest", json={"sources": ["https://example.pl/"]}).status_code == 403
    assert client.delete("/api/v1/documents/0123456789abcdef").status_code == 403


@pytest.mark.parametrize("given", ["Bearer wrong", "Basic s3cret-key", "", "Bearer s3cret-keyx"])
def test_a_wrong_key_opens_nothing(client: TestClient, administrator: dict[str, str], given: str) -> None:
    answer = client.post("/api/v1/ingest", json={"sources": ["https://example.pl/"]}, headers={"Authorization": given})
    assert answer.status_code == 403


@pytest.mark.parametrize("source", ["/etc/passwd", "file:///etc/passwd", "nosuchsource", ""])
def test_the_administrator_cannot_make_it_read_files(
    client: TestClient, administrator: dict[str, str], source: str
) -> None:
    answer = client.post("/api/v1/ingest", json={"sources": [source]}, headers=administrator)
    assert answer.status_code == 400


def test_forgetting_over_http_removes_it_everywhere(writing: CorpusSettings, administrator: dict[str, str]) -> None:
    with TestClient(create_app(writing, repair=False)) as client:
        hit = client.get("/api/v1/search", params={"q": "Bezpieczna przystań"}).json()["hits"][0]
        document = hit["documents"][0]["id"]
        answer = client.delete(f"/api/v1/documents/{document}", headers=administrator)
        assert answer.json()["documents"] == [document]
        assert client.get(f"/api/v1/documents/{document}").status_code == 404
        assert client.get(f"/api/v1/programmes/{hit['programme']['id']}").status_code == 404
        names = {hit["programme"]["name"] for hit in client.get("/api/v1/search").json()["hits"]}
        assert "Bezpieczna przystań" not in names
        assert "Bezpieczna" not in client.get("/api/v1/search.csv").text


def test_every_answer_has_security_headers(client: TestClient) -> None:
    for path in ("/", "/api/v1/search", "/nosuch", "/static/style.css", "/api/v1/search?limit=0"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/szukaj", params={"q": "seniorzy"})
    again = client.get("/szukaj", params={"q": "seniorzy"}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get(
        "/szukaj", params={"q": "seniorzy", "lang": "en"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200
    client.cookies.clear()


def test_answers_have_the_shape_that_is_documented(client: TestClient, identity: str) -> None:
    document = client.get(f"/api/v1/programmes/{identity}").json()["documents"][0]["id"]
    answers: dict[str, type[BaseModel]] = {
        "search?q=rodziny": schemas.SearchOut,
        "search?q=chromodynamika+kwantowa": schemas.SearchOut,
        "search?q=seniorzy+w+Nysie+2024&kind=programme": schemas.SearchOut,
        f"programmes/{identity}": schemas.ProgrammeDetail,
        f"documents/{document}": schemas.DocumentOut,
        "compare?municipality=Nysa&municipality=Mielec": schemas.ComparisonOut,
        "municipalities": schemas.MunicipalitiesOut,
        "sources": schemas.SourcesOut,
    }
    for path, shape in answers.items():
        shape.model_validate_json(client.get(f"/api/v1/{path}").content)
    for one in client.get(f"/api/v1/programmes/{identity}/similar").json():
        schemas.SimilarOut.model_validate(one)


def test_the_shape_of_answers_is_pinned(client: TestClient) -> None:
    """Change it on purpose: write the app's OpenAPI to `openapi.json` beside this test, and read the difference."""
    described = client.get("/openapi.json").json()
    shown = {"paths": described["paths"], "schemas": described["components"]["schemas"]}
    assert shown == json.loads(PINNED.read_text("utf-8"))


def test_characters_that_nobody_sees_are_no_words(client: TestClient) -> None:
    for text in ("\x00", "\u200b \x07"):
        answer = client.get("/api/v1/search", params={"q": text}).json()
        assert answer["query"]["text"] == ""
        assert answer["total"] == 4
    hidden = client.get("/api/v1/search", params={"q": "Zło\u00adta\x00jesień"}).json()
    assert hidden["query"]["text"] == "Złota jesień"
    assert hidden["hits"][0]["programme"]["name"] == "Złota jesień"


def test_a_range_within_one_month_is_accepted(client: TestClient) -> None:
    for query in ("from=2024-02-29&to=2024-02", "from=2024&to=2024-03", "from=2024-05-11&to=2024-05-11"):
        assert client.get(f"/api/v1/search?{query}").status_code == 200, query


@pytest.mark.parametrize("path", ["/", "/szukaj", "/healthz", "/api/v1/search.csv", "/static/style.css"])
def test_head_is_answered_as_get_without_a_body(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-type"] == client.get(path).headers["content-type"]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE documents; --", "<script>alert(1)</script>", "%00", "„" * 50, "\u202eabc"]
)
def test_strange_queries_are_only_words(client: TestClient, text: str) -> None:
    assert client.get("/api/v1/search", params={"q": text}).status_code == 200
    page = client.get(f"/szukaj?q={quote(text)}").text
    assert "<script>alert" not in page
