"""Programmes are shown as they are now, however often they were shown before."""

import json

import pytest
from sqlalchemy import text

from api import remembered
from api.lately import FRESH
from api.library import Library
from api.questions import Question
from api.records import search_json, search_record
from api.remembered import Remembered
from corpus.settings import CorpusSettings
from corpus.store import Store


def test_what_is_remembered_is_what_the_store_tells(library: Library) -> None:
    for question in (Question(), Question(q="seniorzy"), Question(q="rodziny zastępcze")):
        found = search_record(question, library.search(question, limit=20), limit=20, offset=0)
        for _ in range(2):
            assert json.loads(search_json(library, question, limit=20, offset=0)) == found


def test_a_changed_programme_is_shown_changed(writing: CorpusSettings) -> None:
    store = Store.open(writing)
    shown = Remembered(store)
    before = store.programmes(limit=1).programmes[0]
    other = before.model_copy(update={"id": "inny"})
    assert list(shown.of(["inny", before.id])) == [before.id]
    store.save_programmes("?:inny", [other], revision=1)
    assert json.loads(shown.of(["inny"])["inny"].programme)["kind"]
    store.save_programmes("?:inny", [other.model_copy(update={"kind": None})], revision=2)
    assert not json.loads(shown.of(["inny"])["inny"].programme)["kind"]
    store.save_programmes("?:inny", [], revision=3)
    assert shown.of(["inny"]) == {}
    store.close()


def test_a_title_that_changed_alone_is_shown_within_a_minute(
    writing: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("api.remembered.time.monotonic", lambda: now[0])
    store = Store.open(writing)
    shown = Remembered(store)
    one = store.programmes(limit=1).programmes[0].id
    shown.of([one])
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE documents SET title = 'Inny tytuł'"))
    now[0] += FRESH + 1
    assert {document["title"] for document in json.loads(shown.of([one])[one].documents)} == {"Inny tytuł"}
    store.close()


def test_no_more_is_remembered_than_agreed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    shown = Remembered(library.store)
    ids = [programme.id for programme in library.store.programmes(limit=4).programmes]
    assert [list(shown.of([one])) for one in ids] == [[one] for one in ids]
    assert len(shown._state.written) <= 2
