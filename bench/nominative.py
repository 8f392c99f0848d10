"""How many names come out equal to their base form: `python -m bench.nominative FILE.tsv.xz... [--errors]`.

The files hold base form, text, lemmas, tags, white space and type of a name, tab-separated (KPWr 1.2 names of PolEval's
nominative data); the text's tokens stand apart, so the flags of white space put them together again.
"""

import argparse
import collections
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from extract.nominative import nominative_text

GROUPS = (("organisations", "nam_org"), ("places", "nam_loc"), ("facilities", "nam_fac"), ("people", "nam_liv"))


def read_names(path: Path) -> Iterator[tuple[str, str, str]]:
    """Base form, text and type of every name in one file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = line.rstrip("\n").replace('""', '"').split("\t")
            if len(row) >= 6:
                base, text = (" ".join(cell.strip('"').split()) if cell.startswith('"') else cell for cell in row[:2])
                yield " ".join(base.split()), _joined(text, row[4]), row[5]


def _joined(text: str, spaces: str) -> str:
    """The tokens as they stood: two words never touch, whatever the flags (which are reversed in some rows) say."""
    tokens, flags = text.split(), spaces.split()
    if len(tokens) != len(flags):
        return " ".join(tokens)
    wrong = any(
        flag == "False" and token[-1:].isalnum() and following[:1].isalnum()
        for token, following, flag in zip(tokens, tokens[1:], flags, strict=False)
    )
    apart = "False" if wrong else "True"
    return "".join(token + (" " if flag == apart else "") for token, flag in zip(tokens, flags, strict=True)).strip()


def _plain(name: str) -> str:
    """Case and the white space that tokenising put around punctuation do not count."""
    return re.sub(r"\s*([^\w\s])\s*", r"\1", name.casefold())


def main() -> None:
    """Print a table by type, and the names that differ if they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--types", default="nam_org,nam_loc")
    options = parser.parse_args()
    right: collections.Counter[str] = collections.Counter()
    total: collections.Counter[str] = collections.Counter()
    errors: collections.Counter[tuple[str, str, str, str]] = collections.Counter()
    for path in options.files:
        for base, text, kind in read_names(path):
            found = nominative_text(text)
            same = _plain(found) == _plain(base)
            for group in {kind, *(name for name, start in GROUPS if kind.startswith(start))}:
                total[group] += 1
                right[group] += same
            if not same and kind.startswith(tuple(options.types.split(","))):
                errors[(kind, text, found, base)] += 1
    for group, count in sorted(total.items(), key=lambda item: -item[1]):
        print(f"{group:32} {right[group] / count:6.1%} of {count}")
    wanted = [name for name, start in GROUPS if start in {"nam_org", "nam_loc"}]
    both = sum(right[name] for name in wanted), sum(total[name] for name in wanted)
    print(f"organisations and places: {both[0] / max(both[1], 1):.1%} of {both[1]}")
    if options.errors:
        for (kind, text, found, base), count in errors.most_common():
            print(count, kind, text, "→", found, "| expected", base, sep="\t")


if __name__ == "__main__":
    main()
