"""Fit the weights of `extract/data/announcement_weights.yaml`: which pages announce a social programme at all.

    python -m tools.announcement.fit TEXTS.xz DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A logistic model over the signs of `extract.announcing` and the words of the page (`extract.components.page_words`), the
words pulled to 0 more strongly. Pages whose gold record has programmes are 1, pages that announce
nothing 0, and so is every line of TEXTS (encyclopaedia articles and news of all kinds: what a crawler meets). Short
pages in our own words (`pages.txt`) stand for the many kinds that samples have few of. So that short notices are
judged by their own measure, the beginnings of pages count as pages: those of announcements as far as they name a
programme.
Prints, by cross-validation over authors, how many of each are taken for
announcements, then the weights of the signs as YAML; writes those of the words to `extract/data/page_words.csv`.
"""

import csv
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from corpus.documents import Document
from extract.announcing import announcement_signs, candidate_groups
from extract.components.page_words import TITLE, page_lemmas
from extract.pipeline import Extractor
from tools.gold import folder_pairs, judged
from tools.labelled import labelled

SHORTEST, TEXTS, SEED = 100, 1_500, 3
"""Characters of the shortest line of TEXTS that is taken, and how many are."""
OWN = Path(__file__).with_name("pages.txt")
NAMELESS, ARROW = Path(__file__).parents[1] / "names" / "pages.txt", " => "
"""Announcements without a proper name, and what stands behind each page there."""
ANNOUNCES, SILENT = "+ ", "- "
BEGINNINGS = (15, 40, 80)
"""Words of the beginnings of pages."""
WORDS = Path(__file__).parents[2] / "extract" / "data" / "page_words.csv"
PULL, WORD = 1.0, 0.3
"""Inverse of the pull of signs to 0, and the value of a word that a page has; chosen by cross-validation."""
KNOWN, TOLD = 6, 0.03
"""Pages on which a lemma has to stand to be weighed, and the least weight that is kept."""
NOTHING, OTHER = 3.0, 0.5
"""Weight of a page that announces nothing and of another text, an announcement having 1; chosen by cross-validation."""


class Case(NamedTuple):
    """A page: whose it is, whether it announces anything, its signs and words."""

    name: str
    announces: bool
    signs: dict[str, float]
    words: frozenset[str]


def main(paths: list[str]) -> None:
    """Fit on the given texts and folders and print the result."""
    texts, *folders = paths
    extractor = Extractor()
    cases = [case for pair in folder_pairs(folders) for case in _pages(extractor, *pair)]
    cases += _own(extractor)
    cases += [_case(extractor, f"!{place % 10}", False, text) for place, text in enumerate(_others(texts))]
    groups = [case.name if case.name[0] in "!~" else _author(case.name) for case in cases]
    wanted = np.asarray([case.announces for case in cases])
    other = np.asarray([case.name[0] == "!" for case in cases])
    own = np.asarray([case.name[0] == "~" for case in cases])
    weight = np.where(other, OTHER, np.where(wanted | own, 1.0, NOTHING))
    signs, told = DictVectorizer(), _lemmas(cases)
    matrix = hstack([signs.fit_transform([case.signs for case in cases]), WORD * _held(cases, told)]).tocsr()
    model = LogisticRegression(C=PULL, max_iter=3000, solver="liblinear")
    sure = cross_val_predict(
        model,
        matrix,
        wanted,
        groups=groups,
        cv=GroupKFold(12),
        method="predict_proba",
        params={"sample_weight": weight},
    )[:, 1]
    silent = ~wanted & ~other & ~own
    for what, which in (("announcements", wanted), ("nothing", silent), ("our own", own & ~wanted), ("texts", other)):
        sys.stdout.write(f"# {what}: {int((sure[which] >= 0.5).sum())} of {int(which.sum())} taken for announcements\n")
    model.fit(matrix, wanted, sample_weight=weight)
    sys.stdout.write(f"bias: {model.intercept_[0]:.3f}\n")
    weights = model.coef_[0]
    for name, value in zip(signs.feature_names_, weights, strict=False):
        sys.stdout.write(f"{name}: {value:.3f}\n")
    _write(told, [WORD * value for value in weights[len(signs.feature_names_) :]])


def _author(name: str) -> str:
    """Whose a document is, by the letters its name begins with."""
    return (re.match(r"[a-z]+", name) or [name[0]])[0]


def _lemmas(cases: Sequence[Case]) -> list[str]:
    """The words that enough pages have, texts of other kinds left aside."""
    counts = Counter(
        lemma for case in cases if case.name[0] != "!" for lemma in case.words if not lemma.startswith(TITLE)
    )
    known = {lemma for lemma, count in counts.items() if count >= KNOWN}
    held = {lemma for case in cases for lemma in case.words}
    return sorted(known | {TITLE + lemma for lemma in known if TITLE + lemma in held})


def _held(cases: Sequence[Case], told: Sequence[str]) -> csr_matrix:
    """1 where a page has a word: (pages, words)."""
    places = {lemma: place for place, lemma in enumerate(told)}
    rows = [[places[lemma] for lemma in sorted(case.words & places.keys())] for case in cases]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    flat = np.asarray([place for row in rows for place in row])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(cases), len(told)))


def _write(told: Sequence[str], weights: Sequence[float]) -> None:
    with WORDS.open("w", encoding="utf-8", newline="") as target:
        table = csv.writer(target, lineterminator="\n")
        table.writerow(["lemma", "weight"])
        rows = zip(told, weights, strict=True)
        table.writerows([lemma, f"{value:.3f}"] for lemma, value in rows if abs(value) >= TOLD)


def _pages(extractor: Extractor, documents: str, gold: str) -> Iterator[Case]:
    for page in judged(documents, gold):
        stem = Path(page.file).stem
        names = [name for one in page.record["programmes"] for name in (one["name"], *one.get("aliases", ()))]
        yield _case(extractor, stem, bool(names), page.document)
        for size in BEGINNINGS:
            part = _beginning(page.document, size)
            if not names or any(name.casefold() in part.text.casefold() for name in names):
                yield _case(extractor, stem, bool(names), part)


def _own(extractor: Extractor) -> Iterator[Case]:
    lines = [line.strip() for line in OWN.read_text(encoding="utf-8").splitlines()]
    pages = [line for line in lines if line.startswith((ANNOUNCES, SILENT))]
    unnamed = NAMELESS.read_text(encoding="utf-8").splitlines()
    pages += [ANNOUNCES + line.partition(ARROW)[0] for line in unnamed if ARROW in line]
    for place, line in enumerate(pages):
        document, _ = labelled(line[len(SILENT) :])
        yield _case(extractor, f"~{place % 10}", line.startswith(ANNOUNCES), document)


def _beginning(document: Document, size: int) -> Document:
    """The blocks of a document that its first words stand in."""
    words = list(re.finditer(r"\w+", document.text))[:size]
    reached = words[-1].start() if words else 0
    blocks = tuple(block for block in document.blocks if block.start <= reached)
    text = document.text[: max((block.end for block in blocks), default=reached)]
    return document.model_copy(update={"text": text, "blocks": blocks, "pages": document.pages[:1]})


def _others(texts: str) -> list[Document]:
    with lzma.open(texts, "rt", encoding="utf-8") as source:
        lines = [line.strip() for line in source if len(line) > SHORTEST]
    random.Random(SEED).shuffle(lines)  # noqa: S311  no secret
    return [
        Document(id=f"!{place}", source=f"{place}.txt", media_type="text/plain", text=text)
        for place, text in enumerate(lines[:TEXTS])
    ]


def _case(extractor: Extractor, name: str, announces: bool, document: Document) -> Case:
    doc = extractor.read(document)
    words, facts = doc._.words, doc._.facts
    signs = announcement_signs(words, facts, candidate_groups(words, facts))
    return Case(name, announces, signs, frozenset(page_lemmas(words, facts.zones)))


if __name__ == "__main__":
    main(sys.argv[1:])
