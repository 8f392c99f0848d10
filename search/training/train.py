"""Train the static Polish embedding model that is shipped in `search/model`.

    python -m search.training.train DATA OUT [--epochs N] [--work FOLDER] [--passages FILE]

DATA holds the folders `text` and `pairs` (see `search/model/README.md`). FOLDER keeps the prepared texts, so that a run
that was interrupted, or one with another thesaurus, does not prepare them again. Steps: texts to lemmas without Polish
letters; a WordPiece vocabulary; vectors from the singular values of shifted PPMI co-occurrence counts (Levy &
Goldberg 2014); contrastive training of the mean of the vectors on pairs (InfoNCE, van den Oord et al. 2018).
CPU only.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from search.static import model_text
from search.thesaurus import Concept, Topic, read_concepts, read_outside
from search.training import sources

VOCABULARY = 28_000
DIMENSION = 256
WINDOW = 5
BATCH = 1024
TEMPERATURE = 0.05
RATE = 3e-3
ROUNDS = 200
"""Pairs of wordings of each concept in an epoch."""
PASSAGE_ROUNDS = 4
SHORTEST, LONGEST = 8, 80
DROPOUT = 0.1
SEED = 20240523


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--passages", type=Path, help="Pairs made by tools/training/passages.py.")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    topics: tuple[Concept | Topic, ...] = (*read_concepts(), *read_outside())
    started = time.monotonic()
    texts = {name: prepared(name, sources.lines(given.data, name), given.work) for name in sources.NEIGHBOURS}
    say(started, "lemmas")
    spoken = [model_text(text) for topic in topics for text in topic.wordings]
    pairs = list(zip(*(prepared(side, part, given.work) for side, part in sources.sides(given.data)), strict=True))
    tokenizer = vocabulary(
        [*(line for lines in texts.values() for line in lines), *(t for p in pairs for t in p)], spoken
    )
    say(started, f"vocabulary {tokenizer.get_vocab_size()}")
    known = {name: tokens(tokenizer, lines) for name, lines in texts.items()}
    supervised = [tokens(tokenizer, side) for side in zip(*pairs, strict=True)]
    say(started, "tokens")
    weights = torch.from_numpy(cooccurrence([*(t for k in known.values() for t in k), *supervised[0], *supervised[1]]))
    say(started, "co-occurrence vectors")
    rows = sources.answered(given.passages) if given.passages else []
    queries = tokens(tokenizer, [model_text(row["query"]) for row in rows])
    passages = tokens(tokenizer, [model_text(row["passage"]) for row in rows])
    answered = list(zip(queries, passages, (len(topics) + row["document"] for row in rows), strict=True))
    table = train(weights, known, supervised, answered, tokenizer, topics, given.epochs, started)
    save(tokenizer, table, given.out)
    say(started, f"saved to {given.out}")


def prepared(name: str, texts: Iterable[str], work: Path | None) -> list[str]:
    """What the model reads for each text, kept in the folder `work`."""
    kept = work / f"{name}.txt" if work else None
    if kept and kept.exists():
        return kept.read_text("utf-8").split("\n")
    found = [model_text(text) for text in texts]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(".part")
        half.write_text("\n".join(found), "utf-8")
        half.replace(kept)
    return found


def say(started: float, what: str) -> None:
    """One line of progress."""
    print(f"{time.monotonic() - started:6.0f} s  {what}", flush=True)  # noqa: T201


def vocabulary(texts: list[str], spoken: list[str]) -> Tokenizer:
    """A WordPiece vocabulary; the thesaurus counts twenty times, its words must not fall apart."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=60))  # noqa: S106
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), normalizers.Replace("ł", "l"), normalizers.NFD(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=VOCABULARY, special_tokens=["[PAD]", "[UNK]"], min_frequency=4)
    tokenizer.train_from_iterator([*texts, *(spoken * 20)], trainer)
    return tokenizer


def tokens(tokenizer: Tokenizer, texts: list[str] | tuple[str, ...]) -> list[NDArray[np.int32]]:
    """Token numbers of each text."""
    found = []
    for start in range(0, len(texts), 10_000):
        batch = tokenizer.encode_batch_fast(list(texts[start : start + 10_000]), add_special_tokens=False)
        found += [np.asarray(encoding.ids, np.int32) for encoding in batch]
    return found


def cooccurrence(texts: list[NDArray[np.int32]]) -> NDArray[np.float32]:
    """Vectors of tokens: square root of singular values of positive pointwise mutual information."""
    size = VOCABULARY
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    gap = np.full(WINDOW, -1, np.int32)
    for start in range(0, len(texts), 40_000):
        stream = np.concatenate([part for text in texts[start : start + 40_000] for part in (text, gap)])
        for distance in range(1, WINDOW + 1):
            left, right = stream[:-distance], stream[distance:]
            kept = (left >= 0) & (right >= 0)
            weight = np.full(int(kept.sum()), 1 / distance, np.float32)
            counts = counts + sparse.coo_matrix((weight, (left[kept], right[kept])), shape=(size, size)).tocsr()
    counts = (counts + counts.T).tocoo()
    totals = np.asarray(counts.tocsr().sum(axis=1)).ravel() + 1e-9
    context = totals**0.75
    value = np.log(counts.data * context.sum() / (totals[counts.row] * context[counts.col]))
    kept = value > 0
    ppmi = sparse.csr_matrix((value[kept], (counts.row[kept], counts.col[kept])), shape=(size, size))
    left, strength, _ = randomized_svd(ppmi, DIMENSION, n_iter=3, random_state=SEED)
    vectors = (left * np.sqrt(strength)).astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    rare = 1e-3 / (1e-3 + totals / totals.sum())  # smooth inverse frequency (Arora et al. 2017)
    return np.asarray(vectors / np.maximum(norms, 1e-6) * rare[:, None], np.float32)


def train(  # noqa: PLR0917  one step of one script
    weights: torch.Tensor,
    known: dict[str, list[NDArray[np.int32]]],
    supervised: list[list[NDArray[np.int32]]],
    answered: list[tuple[NDArray[np.int32], NDArray[np.int32], int]],
    tokenizer: Tokenizer,
    topics: Sequence[Concept | Topic],
    epochs: int,
    started: float,
) -> torch.Tensor:
    """InfoNCE over pairs, both ways; pairs of one concept are no negatives of each other."""
    bag = torch.nn.EmbeddingBag.from_pretrained(weights, freeze=False, mode="mean", sparse=True)
    optimiser = torch.optim.SparseAdam(list(bag.parameters()), lr=RATE)
    dice = np.random.default_rng(SEED)
    for epoch in range(epochs):
        said = sources.wordings(topics, ROUNDS, SEED + epoch)
        pairs = [
            *((a, b, -1) for a, b in zip(*supervised, strict=True)),
            *(answered * PASSAGE_ROUNDS),
            *((a, b, -1) for name, most in sources.NEIGHBOURS.items() for a, b in halves(known[name], most, dice)),
            *zip(
                tokens(tokenizer, [model_text(a) for a, _, _ in said]),
                tokens(tokenizer, [model_text(b) for _, b, _ in said]),
                (number for _, _, number in said),
                strict=True,
            ),
        ]
        pairs = [pair for pair in pairs if len(pair[0]) and len(pair[1])]
        order = dice.permutation(len(pairs))
        losses = []
        for start in range(0, len(order) - BATCH + 1, BATCH):
            batch = [pairs[i] for i in order[start : start + BATCH]]
            groups = torch.tensor([group for _, _, group in batch])
            same = (groups[:, None] == groups[None, :]) & (groups[:, None] >= 0)
            same.fill_diagonal_(fill_value=False)
            left, right = (torch.nn.functional.normalize(pooled(bag, [p[s] for p in batch], dice)) for s in (0, 1))
            scores = (left @ right.T / TEMPERATURE).masked_fill(same, -1e4)
            target = torch.arange(len(batch))
            loss = torch.nn.functional.cross_entropy(scores, target) + torch.nn.functional.cross_entropy(
                scores.T, target
            )
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()  # type: ignore[no-untyped-call]
            losses.append(float(loss.detach()) / 2)
        for group in optimiser.param_groups:
            group["lr"] *= 0.7
        say(started, f"epoch {epoch + 1}: {len(pairs)} pairs, loss {np.mean(losses):.3f}")
    return bag.weight.detach()


def halves(
    texts: list[NDArray[np.int32]], most: int, dice: np.random.Generator
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """Two neighbouring stretches of each of some texts."""
    for index in dice.permutation(len(texts))[: most * 2]:
        text = texts[index]
        if len(text) < SHORTEST:
            continue
        start = int(dice.integers(0, max(1, len(text) - LONGEST)))
        text = text[start : start + LONGEST]
        cut = int(len(text) * dice.uniform(0.25, 0.75))
        yield text[:cut], text[cut:]
        most -= 1
        if not most:
            return


def pooled(bag: torch.nn.EmbeddingBag, texts: list[NDArray[np.int32]], dice: np.random.Generator) -> torch.Tensor:
    """The mean vectors of texts, a tenth of their tokens left out so that no single word carries a pair."""
    kept = [text[dice.random(len(text)) > DROPOUT] if len(text) > 3 else text for text in texts]
    kept = [part if len(part) else text for part, text in zip(kept, texts, strict=True)]
    offsets = np.cumsum([0, *map(len, kept[:-1])])
    result: torch.Tensor = bag(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(offsets.astype(np.int32)))
    return result


def save(tokenizer: Tokenizer, table: torch.Tensor, out: Path) -> None:
    """A sentence-transformers folder with half-precision weights, also readable by model2vec and `search.static`."""
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table.numpy())])
    model.half()
    model.save(str(out), create_model_card=False)


if __name__ == "__main__":
    main()
