"""The administrator's pages: closed to others, safe from other sites, usable without scripts, in two languages."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from api.settings import api_settings
from tests.api.test_pages import HTML, Page


def programme_of(client: TestClient, query: str = "Bezpieczna przystań") -> str:
    identity: str = client.get("/api/v1/search", params={"q": query}).json()["hits"][0]["programme"]["id"]
    return identity


def forms(html: str) -> list[dict[str, str]]:
    """The forms of a page with their address and fields as a browser without scripts would send them."""
    found = []
    for body in re.findall(r"<form method=\"post\".*?</form>", html, re.DOTALL):
        page = Page(body)
        fields = {"": str(page.of("form")[0]["action"])}
        fields |= {str(one["name"]): one.get("value") or "" for one in page.of("input") if one.get("name")}
        for name, inner in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', body, re.DOTALL):
            fields[name] = inner
        for name, inner in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
            chosen = re.search(r'value="(\w*)" selected', inner)
            fields[name] = chosen[1] if chosen else ""
        found.append(fields)
    return found


def form(html: str, **wanted: str) -> dict[str, str]:
    return next(one for one in forms(html) if all(one.get(name) == value for name, value in wanted.items()))


def send(client: TestClient, fields: dict[str, str], **changed: str):  # type: ignore[no-untyped-def]
    sent = {**fields, **{name.replace("part_", "part-"): value for name, value in changed.items()}}
    return client.post(sent.pop(""), data=sent)


def test_nothing_opens_without_a_key_on_the_server(client: TestClient, identity: str) -> None:
    for path in ("/korekta", f"/korekta/{identity}"):
        assert client.get(path, headers=HTML).status_code == 403
    assert client.post("/korekta/wejscie", data={"key": "", "by": "x"}).status_code == 403
    assert "/korekta" not in client.get(f"/program/{identity}").text


def test_strangers_see_the_way_in_and_nothing_else(opened: TestClient) -> None:
    identity = programme_of(opened)
    answer = opened.get(f"/korekta/{identity}")
    assert answer.status_code == 403
    assert answer.headers["cache-control"] == "no-store"
    assert "Bezpieczna" not in answer.text
    assert f'name="next" value="/korekta/{identity}"' in answer.text
    wrong = opened.post("/korekta/wejscie", data={"key": "S3cret-key", "by": "x", "next": "/korekta"})
    assert wrong.status_code == 403
    assert "set-cookie" not in wrong.headers
    assert opened.post(f"/korekta/{identity}", data={"action": "reject"}).status_code == 403
    assert f"/korekta/{identity}" in opened.get(f"/program/{identity}").text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/korekta//evil.example", "/szukaj", ""])
def test_the_way_in_leads_nowhere_else(opened: TestClient, target: str) -> None:
    answer = opened.post("/korekta/wejscie", data={"key": "s3cret-key", "by": "x", "next": target})
    assert answer.headers["location"] == "/korekta"


def test_the_session_is_kept_from_scripts_and_other_sites(opened: TestClient) -> None:
    answer = opened.post("/korekta/wejscie", data={"key": "s3cret-key", "by": "x", "next": "/korekta"})
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/korekta" in cookie
    assert "s3cret" not in cookie


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_form_of_another_site_does_nothing(inside: TestClient, token: str | None) -> None:
    identity = programme_of(inside)
    data = {"action": "reject"} | ({} if token is None else {"token": token})
    assert inside.post(f"/korekta/{identity}", data=data).status_code == 403
    assert inside.post("/korekta/cofnij", data=data).status_code == 403
    assert inside.get(f"/api/v1/programmes/{identity}").status_code == 200


def test_a_tampered_or_old_session_is_none(inside: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    good = inside.cookies["korekta"]
    for wrong in (f"9{good}", good[:-1] + ("0" if good[-1] != "0" else "1"), "x", "", "...", "ż"):
        inside.cookies.clear()
        assert inside.get("/korekta", headers={"Cookie": f"korekta={wrong}".encode()}).status_code == 403
    inside.cookies.set("korekta", good, path="/korekta")
    assert inside.get("/korekta").status_code == 200
    monkeypatch.setattr("api.pages.session.time.time", lambda: 4e9)
    assert inside.get("/korekta").status_code == 403
    monkeypatch.undo()
    monkeypatch.setenv("DROGOWSKAZ_ADMIN_KEY", "another")
    api_settings.cache_clear()
    assert inside.get("/korekta").status_code == 403


@pytest.mark.parametrize("body", [b"token=%ff", b"x" * 70_000, b"&".join(b"a%d=1" % n for n in range(200))])
def test_a_damaged_form_is_a_bad_request(inside: TestClient, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert inside.post("/korekta/cofnij", content=body, headers=headers).status_code == 400
    assert inside.post("/korekta/cofnij", json={}).status_code == 400


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_pages_are_sound_and_accessible(inside: TestClient, language: str) -> None:
    identity = programme_of(inside)
    token = form(inside.get(f"/korekta/{identity}").text, action="confirm")["token"]
    inside.post(f"/korekta/{identity}", data={"token": token, "action": "confirm", "field": ""})
    pages = [f"/korekta/{identity}", "/korekta", "/korekta?stale=true"]
    htmls = [inside.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text for path in pages]
    inside.cookies.delete("korekta", path="/korekta", domain="testserver.local")
    htmls.append(inside.get(f"/korekta?lang={language}").text)
    assert "password" in htmls[-1]
    for html in htmls:
        page = Page(html)
        assert (page.wrong, page.open) == ([], [])
        assert page.of("html")[0]["lang"] == language
        assert len(page.of("h1")) == 1
        assert len(page.ids()) == len(set(page.ids()))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels
        labelled = {label.get("for") for label in page.of("label")}
        for field in [*page.of("input"), *page.of("select"), *page.of("textarea")]:
            assert field.get("type") == "hidden" or field.get("id") in labelled
        for _, attributes in page.tags:
            assert "style" not in attributes
            assert not any(name.startswith("on") for name in attributes)
        posts = [one for one in page.of("form") if one["method"] == "post" and one.get("action") != "/korekta/wejscie"]
        assert html.count('name="token"') == len(posts)


def test_a_value_is_confirmed_changed_and_taken_back(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    answer = send(inside, form(html, action="confirm", field="participants"))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/korekta/{identity}?saved=true")
    assert answer.headers["location"].endswith("#f-participants")
    html = inside.get(answer.headers["location"]).text
    assert "potwierdził człowiek: Anna Żak" in html
    assert "potwierdził człowiek: Anna Żak" in inside.get(f"/program/{identity}").text
    changed = send(inside, form(html, action="change", field="participants"), part_value="61")
    assert changed.status_code == 303
    record = inside.get(f"/api/v1/programmes/{identity}").json()["programme"]
    assert record["participants"] == 61
    assert record["evidence"]["participants"]["text"] == "60 osób"
    listed = inside.get("/korekta").text
    assert "61" in listed
    # the change took the place of the confirmation: there is one decision about one value
    taken_back = send(inside, form(listed, **{"": "/korekta/cofnij"}))
    assert (taken_back.status_code, taken_back.headers["location"]) == (303, "/korekta")
    assert inside.get("/korekta").text.count('name="decision"') == 0
    record = inside.get(f"/api/v1/programmes/{identity}").json()["programme"]
    assert record["participants"] == 60
    assert "review" not in record


def test_a_value_is_added_with_words_alone(inside: TestClient) -> None:
    identity = programme_of(inside)
    empty = form(inside.get(f"/korekta/{identity}").text, action="add", field="target_groups")
    words = "opiekunów\r\nzastępczych"
    assert send(inside, empty, part_code="seniors", evidence=words).status_code == 303
    groups = inside.get(f"/api/v1/programmes/{identity}").json()["programme"]["target_groups"]
    (added,) = [group for group in groups if group["code"] == "seniors"]
    assert added["evidence"]["text"] == "opiekunów zastępczych"
    assert added["review"]["by"] == "Anna Żak"
    assert identity in {
        hit["programme"]["id"] for hit in inside.get("/api/v1/search?target_group=seniors").json()["hits"]
    }


def test_a_selection_chooses_its_place(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    document = re.search(r'data-document="(\w+)"', html)
    assert document is not None
    text = inside.get(f"/api/v1/documents/{document[1]}").json()["text"]
    start = text.rindex("zastępczych")
    sent = form(html, action="add", field="target_groups")
    several = send(inside, sent, part_code="seniors", evidence="zastępczych")
    assert several.status_code == 400
    assert "2 razy" in several.text
    place = {"start": str(start), "end": str(start + 11), "document": document[1]}
    assert send(inside, sent, part_code="seniors", evidence="zastępczych", **place).status_code == 303
    groups = inside.get(f"/api/v1/programmes/{identity}").json()["programme"]["target_groups"]
    assert [group["evidence"]["start"] for group in groups if group["code"] == "seniors"] == [start]


def test_what_a_form_says_wrongly_is_said_beside_what_was_filled_in(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    answer = send(
        inside,
        form(html, action="add", field="organisations"),
        part_name="Rada <b>Seniorów</b>",
        part_role="partner",
        evidence="tych słów tam nie ma",
    )
    assert answer.status_code == 400
    assert "Słowa „tych słów tam nie ma” nie stoją w dokumencie" in answer.text
    assert '<details class="fix" open>' in answer.text
    again = form(answer.text, action="add", field="organisations")
    assert (again["part-name"], again["part-role"]) == ("Rada <b>Seniorów</b>", "partner")
    assert "<b>Seniorów" not in answer.text
    english = inside.get(f"/korekta/{identity}?lang=en").text
    refused = send(inside, form(english, action="change", field="period"), evidence="")
    assert "a value needs evidence" in refused.text


def test_a_value_that_changed_meanwhile_is_not_overwritten(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    old = form(html, action="change", field="participants")
    send(inside, old, part_value="61")
    answer = send(inside, old, part_value="62")
    assert answer.status_code == 400
    assert "zmieniła się w międzyczasie" in answer.text
    for field in ("colour", "documents", "id", "model_config"):
        assert send(inside, {**old, "field": field}).status_code == 400


def test_a_programme_that_is_none_leaves_the_pages(inside: TestClient) -> None:
    identity = programme_of(inside)
    refuse = next(
        one
        for one in forms(inside.get(f"/korekta/{identity}").text)
        if one.get("action") == "reject" and "field" not in one
    )
    answer = send(inside, refuse, note="to tylko ogłoszenie prasowe")
    assert (answer.status_code, answer.headers["location"]) == (303, "/korekta")
    assert inside.get(f"/program/{identity}").status_code == 404
    listed = inside.get("/korekta").text
    assert "to tylko ogłoszenie prasowe" in listed
    send(inside, form(listed, **{"": "/korekta/cofnij"}))
    assert inside.get(f"/program/{identity}").status_code == 200


def test_a_corrected_name_leads_to_the_programme_under_it(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    answer = send(inside, form(html, action="change", field="name"), part_value="Przystań dla rodzin")
    location = urlsplit(answer.headers["location"])
    assert location.path != f"/korekta/{identity}"
    assert "Przystań dla rodzin" in inside.get(location.path.replace("korekta", "program")).text
    assert programme_of(inside, "Przystań dla rodzin") == location.path.rpartition("/")[2]


def test_leaving_ends_the_session(inside: TestClient) -> None:
    leave = form(inside.get("/korekta").text, **{"": "/korekta/wyjscie"})
    assert send(inside, leave).status_code == 303
    assert inside.get("/korekta").status_code == 403


def test_every_place_of_the_text_says_its_offset(inside: TestClient) -> None:
    identity = programme_of(inside)
    html = inside.get(f"/korekta/{identity}").text
    document = re.search(r'data-document="(\w+)"', html)
    assert document is not None
    text = inside.get(f"/api/v1/documents/{document[1]}").json()["text"]
    shown = re.findall(r'data-start="(\d+)">(.*?)</(?:p|span)>', html)
    assert len(shown) > 5
    for start, inner in shown:
        words = re.sub(r"<[^>]+>", "", inner)
        assert text[int(start) :].startswith(words[:20].replace("&amp;", "&"))
