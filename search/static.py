"""The shipped static model without torch: lemmas → sub-words → mean of their vectors, normalised.

The folder is an ordinary sentence-transformers model (`StaticEmbedding`); `DROGOWSKAZ` only adds that texts are
brought to lemmas without Polish letters first (`model_text`), as they were in training.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from search.errors import EncoderError
from search.morphology import is_function_word, lemma
from search.words import fold, forms

Vectors = NDArray[np.float32]

MAX_WORDS = 512
"""Words of a text that count; more would only blur the mean."""
MOST_KNOWN = 500_000
"""Word forms whose sub-words are remembered."""


@lru_cache(maxsize=300_000)
def model_word(form: str) -> str:
    """What the model reads for one word form: its lemma without Polish letters; empty for words that say nothing."""
    if form[0].isdigit() or is_function_word(form):
        return ""
    return fold(lemma(form))


def model_text(text: str) -> str:
    """What the model reads for a text."""
    return " ".join(filter(None, map(model_word, forms(text)[:MAX_WORDS])))


class StaticModel:
    """Vectors of texts from a folder with `tokenizer.json` and `model.safetensors`.

    Raises EncoderError where the folder holds no such model.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            stored = load_file(folder / "model.safetensors")
        except Exception as error:
            raise EncoderError(f"no static model in {folder}: {error}") from error
        self._weights: Vectors = stored["embedding.weight"].astype(np.float32)
        self._pieces: dict[str, tuple[int, ...]] = {}
        self.dimension = int(self._weights.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text (float32, `len(texts)` × `dimension`); a text without any known word is all zero."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        known = self._pieces
        for number, text in enumerate(texts):
            ids: list[int] = []
            for form in forms(text)[:MAX_WORDS]:
                pieces = known.get(form)
                ids += self._split(form) if pieces is None else pieces
            if ids:
                np.add.reduce(self._weights.take(ids, axis=0), axis=0, out=vectors[number])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)

    def _split(self, form: str) -> tuple[int, ...]:
        """The sub-words of a form; none for words that say nothing."""
        word = model_word(form)
        pieces = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) if word else ()
        if len(self._pieces) < MOST_KNOWN:
            self._pieces[form] = pieces
        return pieces
