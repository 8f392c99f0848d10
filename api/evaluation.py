"""How good the whole is on judged documents: extraction against gold records, search against judged queries."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.library import Library
from api.pipeline import Arrival, Pipeline
from api.reading import read_inputs
from corpus.documents import Snapshot
from corpus.records import document_record, programme_record
from corpus.settings import CorpusSettings
from extract.evaluate import Scores, Wrong, evaluate, gold_records
from extract.reliability import Outcome, outcomes
from ingest.files import snapshots
from search.entries import Entry
from search.evaluate import Judged, Score, baselines, hybrid
from search.evaluate import evaluate as evaluate_ranking

_BREAK = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-ząćęłńóśźż])|\s*\n")
MOST_SENTENCE = 300
"""Characters of a sentence that are shown."""


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """What extraction makes of a folder of judged documents."""

    scores: Scores
    reliability: Sequence[Outcome]
    """Every value that was given: how sure extraction was, and whether it is right."""
    texts: Mapping[str, str]
    """The text of each file."""

    def sentence(self, wrong: Wrong) -> str:
        """The sentence that a wrong value stands in; empty where its words are not in the text."""
        value = wrong.value.rpartition(": ")[2]
        return sentence_around(self.texts.get(wrong.file, ""), wrong.words or value)


def extraction_report(documents: Path, gold: Path) -> ExtractionReport:
    """Extract a folder of documents and score it against its gold records.

    Raises EvaluationError where there are none.
    """
    records = predictions(documents)
    wanted = gold_records(gold)
    texts = {name: (record["document"] or {}).get("text", "") for name, record in records.items()}
    return ExtractionReport(evaluate(wanted, records), outcomes(wanted, records), texts)


def predictions(documents: Path) -> Mapping[str, Mapping[str, Any]]:
    """The records of a folder of documents by file name."""
    return {
        Path(found.file).name: {
            "document": document_record(found.reading.document) if found.reading.document else None,
            "programmes": [programme_record(programme) for programme in found.reading.programmes],
        }
        for found in read_inputs([str(documents)])
    }


def sentence_around(text: str, words: str) -> str:
    """The sentence or line of a text in which some words stand for the first time; empty where they do not."""
    place = text.casefold().find(words.casefold()) if words else -1
    if place < 0:
        return ""
    start = max((match.end() for match in _BREAK.finditer(text, 0, place)), default=0)
    end = _BREAK.search(text, place + len(words))
    return " ".join(text[start : end.start() if end else len(text)].split())[:MOST_SENTENCE]


def ranking_scores(
    documents: Sequence[Path], queries: Sequence[Judged], *, with_baselines: bool = False
) -> list[Score]:
    """Take folders of documents in, all together, and score the search over judged queries; baselines after it.

    A judgement speaks of a document by its file's name without its ending. A document that is not judged for a query is
    not relevant to it; judgements of documents that were not taken in are left out.
    """
    with taken_in(documents) as library:
        entries = [
            Entry(programme=programme, documents=(document,))
            for version in library.store.documents(limit=100_000)
            if (document := library.store.document(version.document_id)) is not None
            for programme in library.store.document_programmes(version.document_id)
        ]
        judged = {entry.programme.id: Path(entry.documents[0].source).stem for entry in entries}
        present = {Path(version.source).stem for version in library.store.documents(limit=100_000)}
        asked = [query.among(present) for query in queries]
        rankers = {"drogowskaz": hybrid(library.searcher)}
        if with_baselines:
            rankers |= baselines(entries, library.searcher.encoder())
        return [evaluate_ranking(name, ranker, asked, judged) for name, ranker in rankers.items()]


@contextmanager
def taken_in(documents: Sequence[Path]) -> Iterator[Library]:
    """A data folder of its own with these documents, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="drogowskaz-") as folder:
        settings = CorpusSettings(data=Path(folder), database_url=f"sqlite:///{folder}/drogowskaz.sqlite")
        pipeline = Pipeline.open(settings)
        try:
            found = (one for one in snapshots(documents) if isinstance(one, Snapshot))
            list(pipeline.ingest(Arrival(one.source, one) for one in found))
            pipeline.finish()
        finally:
            pipeline.close()
        library = Library.open(settings)
        try:
            yield library
        finally:
            library.close()
