"""How good the whole is on judged documents: extraction against gold records, search against judged queries."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.library import Library
from api.pipeline import Arrival, Pipeline
from api.reading import read_inputs
from corpus.documents import Snapshot
from corpus.records import document_record, programme_record
from corpus.settings import CorpusSettings
from extract.evaluate import Scores, evaluate, gold_records
from ingest.files import snapshots
from search.evaluate import Judged, Score, hybrid
from search.evaluate import evaluate as evaluate_ranking


def extraction_scores(documents: Path, gold: Path) -> Scores:
    """Extract a folder of documents and score it against its gold records.

    Raises EvaluationError where there are none.
    """
    return evaluate(gold_records(gold), predictions(documents))


def predictions(documents: Path) -> Mapping[str, Mapping[str, Any]]:
    """The records of a folder of documents by file name."""
    return {
        Path(found.file).name: {
            "document": document_record(found.reading.document, text=False) if found.reading.document else None,
            "programmes": [programme_record(programme) for programme in found.reading.programmes],
        }
        for found in read_inputs([str(documents)])
    }


def ranking_scores(documents: Sequence[Path], queries: Sequence[Judged]) -> Score:
    """Take folders of documents in, all together, and score the search over judged queries.

    A judgement speaks of a document by its file's name without its ending.
    """
    with taken_in(documents) as library:
        judged: dict[str, str] = {}
        for version in library.store.documents(limit=100_000):
            for programme in library.store.document_programmes(version.document_id):
                judged[programme.id] = Path(version.source).stem
        return evaluate_ranking("drogowskaz", hybrid(library.searcher), queries, judged)


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
