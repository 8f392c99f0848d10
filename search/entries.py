"""What `api` hands over to be indexed."""

from corpus.documents import Document
from corpus.frozen import Frozen
from corpus.programmes import Programme


class Entry(Frozen):
    """One programme with the documents that tell of it."""

    programme: Programme
    documents: tuple[Document, ...]
    siblings: tuple[Programme, ...] = ()
    """Other programmes that the same documents tell of; their parts of the text are left to them.
    Programmes of entries indexed in the same call are known anyway."""
