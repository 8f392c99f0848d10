"""Scanned pages read with Tesseract, where it is installed."""

import csv
import io
import shutil
import subprocess
from functools import cache
from typing import Any

from ingest.characters import one_line
from ingest.pdf.words import Word
from ingest.settings import child_environment, settings

DPI = 250
LEAST_CONFIDENCE = 20
"""Words of less are specks and stamps (Tesseract's scale from 0 to 100)."""


@cache
def available() -> bool:
    """Whether Tesseract and the data of the language in the settings are installed."""
    command = shutil.which(settings().ocr_command)
    if command is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603
            [command, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return settings().ocr_language in (listed.stdout + listed.stderr).split()


def recognised(page: Any, width: float, height: float) -> list[Word]:
    """The words of a scanned pypdfium2 page in points; none where Tesseract is missing or takes too long."""
    if not available():
        return []
    scale = min(DPI / 72, 4000 / max(width, height))
    image = page.render(scale=scale, grayscale=True).to_pil()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    command = [
        settings().ocr_command,
        "stdin",
        "stdout",
        "-l",
        settings().ocr_language,
        "--dpi",
        str(round(scale * 72)),
    ]
    try:
        answer = subprocess.run(  # noqa: S603
            [*command, "--psm", "3", "tsv"],
            input=buffer.getvalue(),
            capture_output=True,
            timeout=settings().ocr_seconds,
            check=False,
            env=child_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return parse_tsv(answer.stdout.decode("utf-8", "replace"), scale)


def parse_tsv(table: str, scale: float) -> list[Word]:
    """The words of Tesseract's TSV output; pixels are divided by `scale`. The size of a word is its line's height."""
    words: list[Word] = []
    line = (0.0, 0.0)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, width, height = (float(row[key]) / scale for key in ("left", "top", "width", "height"))
            level, confidence = int(row["level"]), float(row["conf"])
        except (KeyError, TypeError, ValueError):
            continue
        if level == 4:
            line = (top, top + height)
        text = one_line(row.get("text") or "")
        if level != 5 or not text or confidence < LEAST_CONFIDENCE:
            continue
        words.append(Word(text, left, left + width, line[0], line[1], max(line[1] - line[0], 1.0), order=len(words)))
    return _even(words)


def _even(words: list[Word]) -> list[Word]:
    """Words whose sizes, which recognition measures unevenly, are made one where they are near the page's usual."""
    if words:
        usual = sorted(word.size for word in words)[len(words) // 2]
        for word in words:
            if 0.65 * usual < word.size < 1.4 * usual:
                word.size = usual
    return words
