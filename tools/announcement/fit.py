"""Fit the weights of `extract/data/announcement_weights.yaml`: which pages announce a social programme at all.

    python -m tools.announcement.fit TEXTS.xz DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A logistic model over the signs of `extract.announce`. Pages whose gold record has programmes are 1, pages that announce
nothing 0, and so is every line of TEXTS (encyclopaedia articles and news of all kinds: what a crawler meets). Short
pages in our own words (`pages.txt`) stand for the many kinds that samples have few of. So that short notices are
judged by their own measure, the beginnings of pages count as pages: those of announcements as far as they name a
programme.
Prints, by cross-validation over authors (the first letter of a document's name), how many of each are taken for
announcements, then the weights as YAML.
"""

import lzma
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from corpus.documents import Document
from extract.announce import announcement_signs, candidate_groups
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
PULL = 1.0
NOTHING, OTHER = 3.0, 0.5
"""Weight of a page that announces nothing and of another text, an announcement having 1; chosen by cross-validation."""
Case = tuple[str, bool, dict[str, float]]


def main(paths: list[str]) -> None:
    """Fit on the given texts and folders and print the result."""
    texts, *folders = paths
    extractor = Extractor()
    cases = [case for pair in folder_pairs(folders) for case in _pages(extractor, *pair)]
    cases += _own(extractor)
    cases += [(f"!{place % 10}", False, _signs(extractor, document)) for place, document in enumerate(_others(texts))]
    groups = [name if name[0] in "!~" else name[0] for name, _, _ in cases]
    wanted = np.asarray([announced for _, announced, _ in cases])
    other = np.asarray([name[0] == "!" for name, _, _ in cases])
    own = np.asarray([name[0] == "~" for name, _, _ in cases])
    weight = np.where(other, OTHER, np.where(wanted | own, 1.0, NOTHING))
    vectorizer = DictVectorizer()
    signs = vectorizer.fit_transform([found for _, _, found in cases])
    model = LogisticRegression(C=PULL, max_iter=1000)
    sure = cross_val_predict(
        model, signs, wanted, groups=groups, cv=GroupKFold(14), method="predict_proba", params={"sample_weight": weight}
    )[:, 1]
    silent = ~wanted & ~other & ~own
    for what, which in (("announcements", wanted), ("nothing", silent), ("our own", own & ~wanted), ("texts", other)):
        sys.stdout.write(f"# {what}: {int((sure[which] >= 0.5).sum())} of {int(which.sum())} taken for announcements\n")
    model.fit(signs, wanted, sample_weight=weight)
    sys.stdout.write(f"bias: {model.intercept_[0]:.3f}\n")
    for name, value in zip(vectorizer.feature_names_, model.coef_[0], strict=True):
        sys.stdout.write(f"{name}: {value:.3f}\n")


def _pages(extractor: Extractor, documents: str, gold: str) -> Iterator[Case]:
    for page in judged(documents, gold):
        stem = Path(page.file).stem
        names = [name for one in page.record["programmes"] for name in (one["name"], *one.get("aliases", ()))]
        yield stem, bool(names), _signs(extractor, page.document)
        for size in BEGINNINGS:
            part = _beginning(page.document, size)
            if not names or any(name.casefold() in part.text.casefold() for name in names):
                yield stem, bool(names), _signs(extractor, part)


def _own(extractor: Extractor) -> Iterator[Case]:
    lines = [line.strip() for line in OWN.read_text(encoding="utf-8").splitlines()]
    pages = [line for line in lines if line.startswith((ANNOUNCES, SILENT))]
    unnamed = NAMELESS.read_text(encoding="utf-8").splitlines()
    pages += [ANNOUNCES + line.partition(ARROW)[0] for line in unnamed if ARROW in line]
    for place, line in enumerate(pages):
        document, _ = labelled(line[len(SILENT) :])
        yield f"~{place % 10}", line.startswith(ANNOUNCES), _signs(extractor, document)


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


def _signs(extractor: Extractor, document: Document) -> dict[str, float]:
    doc = extractor.read(document)
    words, facts = doc._.words, doc._.facts
    return announcement_signs(words, facts, candidate_groups(words, facts))


if __name__ == "__main__":
    main(sys.argv[1:])
