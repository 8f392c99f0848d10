"""Encoders: texts to dense vectors. The shipped static model by default, any sentence-transformers model by name."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.data_files import read_data
from search.errors import EncoderError, SearchDataError

Vectors = NDArray[np.float32]

SHIPPED = "drogowskaz-static"
"""Name of the model in `search/model`."""


class Encoder(Protocol):
    """Texts to unit vectors (float32, one row a text)."""

    @property
    def name(self) -> str:
        """Recorded with every index; vectors of different models do not mix."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what people search for."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is searched."""
        ...


class StaticEncoder:
    """The shipped model, without torch."""

    def __init__(self, folder: Path | None = None, name: str = SHIPPED) -> None:
        from search.static import StaticModel  # noqa: PLC0415  reads Morfeusz and the tokenizer only where used

        if folder is None:
            with as_file(files("search") / "model") as shipped:
                self._model = StaticModel(shipped)
        else:
            self._model = StaticModel(folder)
        self.name = name
        self.dimension = self._model.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what people search for."""
        return self._model.encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is searched."""
        return self._model.encode(texts)


class NamedEncoder:
    """Any sentence-transformers model: a name on the hub or a folder, with its own prefixes.

    Raises EncoderError where it cannot be loaded.
    """

    def __init__(self, name: str, *, query_prefix: str | None = None, passage_prefix: str | None = None) -> None:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  torch costs seconds

        try:
            self._model = SentenceTransformer(name, device="cpu")
        except Exception as error:  # the hub's client raises errors of many libraries
            raise EncoderError(f"cannot load the embedding model {name}: {error}".split("\n", 1)[0]) from error
        known = known_prefixes().get(name, ("", ""))
        self._query = known[0] if query_prefix is None else query_prefix
        self._passage = known[1] if passage_prefix is None else passage_prefix
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what people search for."""
        return self._encode([self._query + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is searched."""
        return self._encode([self._passage + text for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False, batch_size=32
        )
        return np.asarray(vectors, np.float32).reshape(len(texts), self.dimension)


@cache
def load_encoder(name: str, query_prefix: str | None = None, passage_prefix: str | None = None) -> Encoder:
    """The encoder of a name, loaded once. Raises EncoderError."""
    if name == SHIPPED:
        return StaticEncoder()
    return NamedEncoder(name, query_prefix=query_prefix, passage_prefix=passage_prefix)


@cache
def known_prefixes() -> dict[str, tuple[str, str]]:
    """Query and passage prefix of models that want them (`data/models.yaml`). Raises SearchDataError."""
    try:
        families = read_data("models.yaml")["families"]
        return {name: (family["query"], family["passage"]) for family in families for name in family["models"]}
    except (KeyError, TypeError) as error:
        raise SearchDataError(f"models.yaml is damaged, reinstall the package: {error}") from error
