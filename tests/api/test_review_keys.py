"""Whoever guesses the administrator's key is told to wait; whoever has it is let in."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app
from api.attempts import MOST, REMEMBERED, WINDOW, Attempts
from api.errors import ThrottledError
from corpus.settings import CorpusSettings

WRONG = {"Authorization": "Bearer s3cret-kez"}
PATH = "/api/v1/corrections"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(reading: CorpusSettings, administrator: dict[str, str], clock: Clock) -> FastAPI:
    app = create_app(reading, repair=False)
    app.state.attempts = Attempts(clock)
    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, client=("198.51.100.7", 50000), follow_redirects=False) as opened:
        yield opened


def guess(client: TestClient) -> list[int]:
    return [client.get(PATH, headers=WRONG).status_code for _ in range(MOST + 2)]


def test_wrong_keys_are_limited_and_the_right_one_is_not(
    client: TestClient, administrator: dict[str, str], clock: Clock
) -> None:
    assert guess(client) == [403] * MOST + [429] * 2
    clock.now += 20
    refused = client.get(PATH, headers=WRONG)
    assert refused.headers["retry-after"] == str(int(WINDOW) - 20)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"] == "too many wrong administrator's keys; try again in 40 s"
    assert client.get(PATH, headers=administrator).status_code == 200
    assert client.get(PATH, headers=WRONG).status_code == 429
    clock.now += 40
    assert client.get(PATH, headers=WRONG).status_code == 403


def test_the_window_slides(client: TestClient, clock: Clock) -> None:
    for _ in range(MOST):
        assert client.get(PATH, headers=WRONG).status_code == 403
        clock.now += 1
    assert client.get(PATH, headers=WRONG).headers["retry-after"] == str(int(WINDOW) - MOST)
    clock.now += WINDOW - MOST
    assert client.get(PATH, headers=WRONG).status_code == 403
    assert client.get(PATH, headers=WRONG).status_code == 429


def test_others_are_not_concerned(app: FastAPI, client: TestClient) -> None:
    guess(client)
    with TestClient(app, client=("198.51.100.8", 50000)) as other:
        assert other.get(PATH, headers=WRONG).status_code == 403
    assert client.get("/api/v1/municipalities").status_code == 200


def test_a_request_without_a_key_is_no_guess(client: TestClient) -> None:
    assert {client.get(PATH).status_code for _ in range(MOST * 2)} == {403}
    assert client.get(PATH, headers={"X-API-Key": "x"}).status_code == 403


def test_the_page_and_the_api_count_together(client: TestClient) -> None:
    form = {"key": "s3cret-kez", "by": "Anna <b>", "next": "/korekta"}
    for _ in range(MOST - 1):
        assert client.post("/korekta/wejscie", data=form).status_code == 403
    assert client.get(PATH, headers=WRONG).status_code == 403
    refused = client.post("/korekta/wejscie", data=form, headers={"Accept": "text/html"})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == str(int(WINDOW))
    assert f"Spróbuj ponownie za {WINDOW:.0f} s" in refused.text
    assert 'type="password"' in refused.text
    assert "<b>" not in refused.text
    assert client.post("/korekta/wejscie", data={**form, "key": "s3cret-key"}).status_code == 303


def from_address(host: str) -> Request:
    return Request({"type": "http", "client": (host, 1), "headers": []})


def test_one_network_is_one_client(clock: Clock) -> None:
    attempts = Attempts(clock)
    for number in range(MOST):
        attempts.wrong(from_address(f"2001:db8:0:1::{number}"))
    with pytest.raises(ThrottledError):
        attempts.wrong(from_address("2001:db8:0:1:ffff::1"))
    attempts.wrong(from_address("2001:db8:0:2::1"))
    for number in range(MOST):
        attempts.wrong(from_address("::ffff:192.0.2.1" if number % 2 else "192.0.2.1"))
    with pytest.raises(ThrottledError):
        attempts.wrong(from_address("192.0.2.1"))


def test_memory_is_bounded(clock: Clock) -> None:
    attempts = Attempts(clock)
    for number in range(REMEMBERED + 50):
        attempts.wrong(from_address(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"))
    assert len(attempts) == REMEMBERED
