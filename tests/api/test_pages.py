"""The pages that people see: they work without scripts, in two languages, and every link leads somewhere."""

import re
from html.parser import HTMLParser
from itertools import combinations, pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.pages.charts import Dot, poland
from api.pipeline import Pipeline
from corpus.places import load_register
from corpus.settings import CorpusSettings
from corpus.store import Link, ProgrammeFilter
from tests.api.conftest import settings_for

HTML = {"Accept": "text/html"}
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
PAGES = [
    "/",
    "/szukaj",
    "/szukaj?q=rodziny+zast%C4%99pcze",
    "/szukaj?q=seniorzy+w+Nysie+2024&target_group=seniors",
    "/szukaj?q=chromodynamika+kwantowa",
    "/miasta",
    "/miasto/1607053",
    "/porownaj",
    "/porownaj?municipality=Nysa&municipality=Mielec&municipality=Sieradz",
    "/porownaj?municipality=Nysa&municipality=Nibylandia",
    "/zrodla",
    "/o-projekcie",
    "/docs",
    "/nosuch",
]


class Page(HTMLParser):
    """What a page holds, and whether its elements are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> after {self.open[-3:]}")
        else:
            self.open.pop()

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if attributes.get("id")]


def get(client: TestClient, path: str) -> Page:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == (404 if path.startswith("/nosuch") else 200), path
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_accessible_and_free_of_inline_code(client: TestClient, path: str, language: str) -> None:
    page = get(client, f"{path}{'&' if '?' in path else '?'}lang={language}")
    client.cookies.clear()
    assert page.wrong == []
    assert page.open == []
    assert page.of("html")[0]["lang"] == language
    assert len(page.of("h1")) == 1
    assert len(page.of("main")) == 1
    assert any(link.get("href") == "#main" for link in page.of("a"))
    assert len(page.ids()) == len(set(page.ids()))
    for _, attributes in page.tags:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert all(script.get("src", "").startswith("/static/") for script in page.of("script"))  # type: ignore[union-attr]
    assert all(svg.get("aria-label") or svg.get("aria-hidden") == "true" for svg in page.of("svg"))


@pytest.mark.parametrize("path", PAGES)
def test_headings_do_not_skip_levels(client: TestClient, path: str) -> None:
    levels = [int(tag[1]) for tag, _ in get(client, path).tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_every_input_has_a_label(client: TestClient) -> None:
    for path in PAGES:
        html = client.get(path, headers=HTML).text
        page = Page(html)
        labelled = {label.get("for") for label in page.of("label")}
        wrapped = len(re.findall(r"<label[^>]*>[^<]*<input", html))
        visible = [field for field in page.of("input") if field.get("type") != "hidden"]
        assert sum(field.get("id") in labelled for field in visible) + wrapped >= len(visible), path


def test_every_link_leads_somewhere(client: TestClient) -> None:
    known: set[str] = set()
    waiting = ["/"]
    while waiting and len(known) < 250:
        path = waiting.pop()
        known.add(path)
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = Page(answer.text)
        for link in [*page.of("a"), *page.of("link")]:
            target = urlsplit(urljoin(f"http://testserver{path}", link["href"] or ""))
            if target.netloc != "testserver":
                assert target.scheme in {"http", "https"}
                continue
            if target.fragment and target.path == urlsplit(path).path and target.query == urlsplit(path).query:
                assert target.fragment in page.ids(), (path, target.fragment)
            address = target.path + (f"?{target.query}" if target.query else "")
            if address not in known and address not in waiting and "lang=" not in address:
                waiting.append(address)
    client.cookies.clear()
    assert len(known) > 60


def test_a_programme_shows_its_other_editions_and_what_it_belongs_to(writing: CorpusSettings) -> None:
    pipeline = Pipeline.open(writing, jobs=1)
    try:
        (autumn,) = pipeline.store.programmes(ProgrammeFilter(municipality="1607053")).programmes
        others = {name: autumn.model_copy(update={"id": name}) for name in ("old", "new", "whole", "part")}
        for name, programme in others.items():
            pipeline.store.save_programmes(f"?:{name}", [programme], revision=1)
        pipeline.store.save_links(autumn.id, [Link("continues", "old"), Link("part_of", "whole")])
        pipeline.store.save_links("new", [Link("continues", autumn.id)])
        pipeline.store.save_links("part", [Link("part_of", autumn.id)])
    finally:
        pipeline.close()
    with TestClient(create_app(writing)) as client:
        detail = client.get(f"/api/v1/programmes/{autumn.id}").json()
        assert [detail[name] for name in ("earlier", "later", "whole", "parts")] == [
            ["old"],
            ["new"],
            ["whole"],
            ["part"],
        ]
        assert client.get("/api/v1/programmes/new").json()["earlier"] == ["old", autumn.id]
        html = client.get(f"/program/{autumn.id}", headers=HTML).text
    sections = dict(re.findall(r'<section class="wide"><h2>([^<]*)</h2>(.*?)</section>', html, re.DOTALL))
    for title, name in {
        "Późniejsze edycje": "new",
        "Wcześniejsze edycje": "old",
        "Część większego programu": "whole",
        "W ramach tego programu": "part",
    }.items():
        assert re.findall(r'href="/program/(\w+)"', sections[title]) == [name]


def test_every_value_leads_to_its_place_in_the_text(client: TestClient, identity: str) -> None:
    html = client.get(f"/program/{identity}", headers=HTML).text
    page = Page(html)
    values = [link for link in page.of("a") if (link.get("class") or "") == "value"]
    assert len(values) > 8
    marks = {mark["id"]: mark for mark in page.of("mark") if mark.get("id")}
    for value in values:
        mark = marks[str(value["href"]).removeprefix("#")]
        assert mark["data-v"] in page.ids()
    assert re.search(r'<mark id="e\d+" class="f-amounts"[^>]*>480 000,00 zł</mark>', html)


def test_programmes_of_real_documents_are_not_called_samples(client: TestClient, identity: str) -> None:
    assert "fakty zmyślone" not in client.get(f"/program/{identity}", headers=HTML).text


def test_the_search_page_shows_what_was_understood_and_lets_it_be_removed(client: TestClient) -> None:
    html = client.get("/szukaj", params={"q": "seniorzy w Nysie 2024", "kind": "programme"}, headers=HTML).text
    chips = re.findall(r'<a class="chip" href="([^"]+)"', html)
    assert len(chips) == 3
    assert "/szukaj?q=seniorzy+w+Nysie+2024" in [chip.replace("&amp;", "&") for chip in chips]


def test_what_a_programme_does_not_meet_is_said(client: TestClient) -> None:
    meant = {"seniorzy w Nysie 1999": "poza rokiem 1999", "seniorzy w mazowieckim": "poza: mazowieckie"}
    for query, missed in meant.items():
        card = client.get("/szukaj", params={"q": query}, headers=HTML).text.split("<article")[1]
        assert ">Nysa</a>" in card
        assert f"<li>{missed}</li>" in card
    assert "poza" not in client.get("/szukaj", params={"q": "seniorzy w Nysie 2024"}, headers=HTML).text


def test_a_voivodeship_understood_is_called_one(client: TestClient) -> None:
    html = client.get("/szukaj", params={"q": "seniorzy w mazowieckim"}, headers=HTML).text
    assert re.search(r'class="chip"[^>]*><span class="quiet">Województwo</span> mazowieckie', html)


def test_a_stretch_of_the_query_with_several_readings_is_shown_once(client: TestClient) -> None:
    query = "seniorzy w województwie opolskim"
    parts = client.get("/api/v1/search", params={"q": query}).json()["query"]["parts"]
    assert len({(part["start"], part["end"]) for part in parts}) == 1 < len(parts)
    html = client.get("/szukaj", params={"q": query}, headers=HTML).text
    assert re.findall(r'class="chip"[^>]*><span class="quiet">Województwo</span> (\S+)', html) == ["opolskie"]
    assert html.count('class="chip"') == 1


def test_suggestions_are_introduced(client: TestClient) -> None:
    html = client.get("/szukaj", params={"q": "chromodynamika kwantowa"}, headers=HTML).text
    assert "Nic nie znaleziono" in html
    assert ('class="examples"' in html) == ("Może chodzi o jeden z tych tematów" in html)


def test_the_names_on_the_map_stay_on_it_and_apart() -> None:
    register = load_register()
    towns = [
        (register.municipalities[code], count, "") for code, count in (("2003011", 4), ("1462011", 3), ("2479011", 2))
    ]
    east, *_ = dots = poland(towns).dots
    assert [dot.label for dot in dots] == ["Bielsk Podlaski", "Płock", "Żory"]
    assert east.left
    many = sorted(register.municipalities.values(), key=lambda place: -(place.population or 0))[:300]
    crowded = poland([(place, 300 - rank, "") for rank, place in enumerate(many)])
    named = [dot for dot in crowded.dots if dot.label]
    assert len(named) > 5
    for dot, other in combinations(named, 2):
        assert abs(dot.y - other.y) >= 11 or ends(dot)[1] <= ends(other)[0] or ends(other)[1] <= ends(dot)[0]
    assert all(0 <= ends(dot)[0] < ends(dot)[1] <= crowded.width for dot in named)


def ends(dot: Dot) -> tuple[float, float]:
    length = 6.4 * len(dot.label or "")
    return (dot.x - dot.r - 3 - length, dot.x + dot.r) if dot.left else (dot.x - dot.r, dot.x + dot.r + 3 + length)


def test_the_reference_shows_code_as_code(client: TestClient) -> None:
    html = client.get("/docs", headers=HTML).text
    assert "<code>document.text[start:end] == text</code>" in html
    assert "`" not in html


def test_facets_add_and_remove_filters(client: TestClient) -> None:
    html = client.get("/szukaj", headers=HTML).text
    assert "/szukaj?target_group=seniors" in html
    chosen = client.get("/szukaj?target_group=seniors", headers=HTML).text
    assert re.search(r'<a href="/szukaj" aria-current="true" class="chosen"><span>seniorzy', chosen)


def test_the_language_is_remembered(client: TestClient) -> None:
    assert "Skip to content" in client.get("/?lang=en", headers=HTML).text
    assert "Skip to content" in client.get("/", headers=HTML).text
    assert "Przejdź do treści" in client.get("/?lang=pl", headers=HTML).text
    client.cookies.clear()


def test_an_error_is_a_page_for_people_and_a_problem_for_programs(client: TestClient) -> None:
    page = client.get("/program/nosuch", headers=HTML)
    assert page.status_code == 404
    assert "Nie ma takiej strony" in page.text
    assert client.get("/program/nosuch").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "polish", "english"),
    [
        ("kind=party", "W słowniku nie ma kodu „party”", "is no code of the vocabulary"),
        ("target_group=%3Cb%3E", "nie ma kodu „&lt;b&gt;”", "target_group=&#39;&lt;b&gt;&#39; is no code"),
        ("municipality=Nyssa", "może chodzi o: Nysa", "did you mean Nysa"),
        ("municipality=Nibylandia", "nie ma gminy „Nibylandia”", "no municipality called"),
        ("voivodeship=mordor", "Nie ma województwa „mordor”", "there is no voivodeship"),
        ("from=2023-02-29", "ten miesiąc ma mniej dni", "that month has fewer days"),
        ("min_amount=500&max_amount=100", "jest większa niż największa (100)", "is more than max_amount=100"),
        ("page=0", "page: adres zawiera wartość", "page: the address has a value"),
        ("page=900", "Tak daleko nie ma już wyników", "there are no results that far"),
    ],
)
def test_what_means_nothing_is_said_in_the_language_of_the_page(
    client: TestClient, query: str, polish: str, english: str
) -> None:
    for language, other, said, switch in (("pl", "en", polish, "English"), ("en", "pl", english, "Polski")):
        answer = client.get(f"/szukaj?{query}&lang={language}", headers=HTML)
        assert answer.status_code == 400
        assert said in answer.text
        assert f"lang={other}" in answer.text
        assert switch in answer.text
    client.cookies.clear()
    assert polish not in client.get(f"/szukaj?{query}").json()["detail"]


def test_an_empty_data_folder_says_how_to_fill_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings: CorpusSettings = settings_for(tmp_path_factory.mktemp("empty"))
    with TestClient(create_app(settings)) as client:
        assert "drogowskaz sample" in client.get("/", headers=HTML).text
        assert client.get("/miasta", headers=HTML).status_code == 200
        assert client.get("/szukaj", headers=HTML).status_code == 503
        assert client.get("/api/v1/search").json()["status"] == 503
