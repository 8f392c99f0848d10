"""Encoders: the shipped one with and without other libraries, and models by name."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer, models, pre_tokenizers

from search.encode import NamedEncoder, StaticEncoder, known_prefixes
from search.errors import EncoderError
from search.index import Index
from search.retrieve import Searcher
from search.settings import SearchSettings
from search.static import model_text
from tests.search.announcements import corpus

MODEL = Path(str(files("search") / "model"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of eight dimensions, made on the spot."""
    words = ["[UNK]", "zapytanie", "tekst", "seniorzy", "rodziny", "praca", "posiłek", "przemoc"]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder = tmp_path_factory.mktemp("model") / "tiny"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=np.eye(8, dtype=np.float32))]).save(
        str(folder)
    )
    return folder


def test_vectors_are_unit_and_empty_texts_are_nothing(encoder: StaticEncoder) -> None:
    vectors = encoder.encode_passages(["rodziny zastępcze", "", "w do na się", "12 345"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 0], abs=1e-5)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_meaning_is_nearer_than_chance(encoder: StaticEncoder) -> None:
    query, near, far = encoder.encode_queries(
        ["osoby w podeszłym wieku", "kluby seniora i teleopieka dla starszych", "remont mostu na rzece"]
    )
    assert query @ near > query @ far + 0.2


def test_the_shipped_folder_is_small_enough_and_reads_in_the_usual_libraries(encoder: StaticEncoder) -> None:
    texts = ["piecza zastępcza w powiecie", "staż dla bezrobotnych"]
    prepared = [model_text(text) for text in texts]
    ours = encoder.encode_passages(texts)
    usual = SentenceTransformer(str(MODEL), device="cpu").encode(prepared, normalize_embeddings=True)
    light = StaticModel.from_pretrained(str(MODEL)).encode(prepared)
    light = light / np.linalg.norm(light, axis=1, keepdims=True)
    assert np.allclose(ours, usual, atol=2e-3)
    assert np.allclose(ours, light, atol=2e-3)
    assert (MODEL / "model.safetensors").stat().st_size < 15_000_000


def test_a_named_model_gets_its_own_prefixes(tiny: Path) -> None:
    bare = NamedEncoder(str(tiny))
    assert bare.dimension == 8
    assert bare.encode_queries(["seniorzy"])[0, 3] == pytest.approx(1)
    prefixed = NamedEncoder(str(tiny), query_prefix="zapytanie ", passage_prefix="tekst ")
    query, passage = prefixed.encode_queries(["seniorzy"])[0], prefixed.encode_passages(["seniorzy"])[0]
    assert query[1] == pytest.approx(query[3])
    assert passage[2] == pytest.approx(passage[3])
    assert passage[1] == 0


def test_known_models_have_the_prefixes_of_their_cards() -> None:
    assert known_prefixes()["sdadas/mmlw-retrieval-roberta-base"] == ("zapytanie: ", "")
    assert known_prefixes()["intfloat/multilingual-e5-small"] == ("query: ", "passage: ")


def test_an_index_can_be_made_and_searched_with_a_named_model(tiny: Path, tmp_path: Path) -> None:
    settings = SearchSettings(embedding_model=str(tiny))
    generation = Index(tmp_path, settings=settings).build(corpus(), counter=1)
    assert (generation.model, generation.dimension) == (str(tiny), 8)
    searcher = Searcher(tmp_path, settings=settings)
    assert searcher.search("klub seniora").hits[0].programme == "p-kutno"


def test_readers_follow_the_model_of_the_index_and_writers_do_not_mix_models(
    tiny: Path, tmp_path: Path, encoder: StaticEncoder
) -> None:
    index = Index(tmp_path, encoder=encoder)
    index.build(corpus(), counter=1)
    searcher = Searcher(tmp_path)
    assert searcher.encoder().name == encoder.name
    other = Index(tmp_path, settings=SearchSettings(embedding_model=str(tiny)))
    with pytest.raises(EncoderError, match="reindex"):
        other.update(corpus()[:1], counter=2)
    other.build(corpus(), counter=2)
    assert searcher.search("klub seniora").hits[0].programme == "p-kutno"
    assert searcher.encoder().name == str(tiny)
    with pytest.raises(EncoderError, match="reindex"):
        Searcher(tmp_path, encoder=encoder).search("klub seniora")


def test_a_chosen_model_stays_until_another_one_is_chosen(tiny: Path, tmp_path: Path) -> None:
    index = Index(tmp_path, settings=SearchSettings(embedding_passage_prefix="tekst "))
    assert index.build(corpus(), counter=1, model=str(tiny)).model == str(tiny)
    plain = Index(tmp_path)
    assert plain.update(corpus()[:1], counter=2).model == str(tiny)
    generation = plain.build(corpus(), counter=3)
    assert (generation.model, generation.passage_prefix) == (str(tiny), "tekst ")
    assert plain.build(corpus(), counter=4, model="drogowskaz-static").model == "drogowskaz-static"


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="nowhere"):
        StaticEncoder(tmp_path / "nowhere")
