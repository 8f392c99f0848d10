"""What a command does before it reads: bring the index up to the store where an earlier run was cut off."""

from api.library import Library
from corpus.settings import CorpusSettings
from search.errors import IndexDamagedError


def catch_up(library: Library, settings: CorpusSettings | None = None) -> bool:
    """Finish merging and indexing where the index lags behind the store; True where there was something to do.

    Cheap where there is nothing: the writing side is not even loaded.
    """
    try:
        generation = library.searcher.generation()
    except IndexDamagedError:
        generation = None
    behind = library.store.counter() > (generation.counter if generation else 0)
    if not behind and not library.store.dirty_keys():
        return False
    from api.pipeline import Pipeline  # noqa: PLC0415 - loads the extractor, which a search can do without

    pipeline = Pipeline.open(settings or CorpusSettings(), jobs=1)
    try:
        pipeline.finish()
    finally:
        pipeline.close()
    return True
