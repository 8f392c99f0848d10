"""The header of an e-mail saved as text: who wrote when about what."""

import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from ingest.characters import squeezed
from ingest.dates import find_dates, machine_date

_FIELD = re.compile(
    r"^(?:(?P<sender>Od|From|Nadawca)|(?P<date>Data|Date|Wysłano|Wyslano|Wysłane|Sent|Data wysłania)|"
    r"(?P<subject>Temat|Subject|Tytuł wiadomości|Przedmiot)|"
    r"(?P<other>Do|To|DW|UDW|Cc|Bcc|Kopia|Adresat|Odbiorca|Odbiorcy|Reply-To|Odpowiedz do|Załączniki|Attachments|"
    r"Message-ID|MIME-Version|Content-[A-Za-z-]+|Return-Path|Priorytet|Ważność))\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|pd|odp)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<\[(]?[\w.+-]+(?:@|\s*\[at\]\s*)[\w.-]+[>\])]?\s*")


class Mail(NamedTuple):
    """What the header says; None where it does not."""

    subject: str | None
    published: str | None
    sender: str | None


def mail_header(lines: list[str]) -> tuple[Mail | None, list[str]]:
    """The header and the lines with it made empty; None and the lines as they are where they open with no header.

    A header opens the text, in lines that follow one another, and has two of subject, sender and date.
    """
    start = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    values: dict[str, str] = {}
    end, last = start, ""
    while end < len(lines) and lines[end].strip():
        match = _FIELD.match(lines[end].strip())
        if match:
            last = next(name for name in ("sender", "date", "subject", "other") if match[name])
            values.setdefault(last, match["value"].strip())
        elif last and lines[end][0] in " \t":
            values[last] = f"{values[last]} {lines[end].strip()}"  # a folded field goes on indented
        else:
            break
        end += 1
    if len({"subject", "sender", "date"} & values.keys()) < 2:
        return None, lines
    mail = Mail(_subject(values.get("subject", "")), _date(values.get("date", "")), _sender(values.get("sender", "")))
    return mail, [*lines[:start], *[""] * (end - start), *lines[end:]]


def _subject(value: str) -> str | None:
    return squeezed(_PREFIX.sub("", value)) or None


def _sender(value: str) -> str | None:
    """The sender's name without the address, where it has one."""
    return squeezed(_ADDRESS.sub(" ", value)).strip("\"' ,;<>") or None


def _date(value: str) -> str | None:
    """The day, in the sender's own time zone."""
    found = next(find_dates(value), None)
    if found:
        return found.iso
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return machine_date(value)
