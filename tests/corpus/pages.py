"""Made-up announcements and what is read from them."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from corpus.documents import Block, BlockKind, Document, Snapshot, document_id
from corpus.programmes import (
    Activity,
    Amount,
    Evidence,
    Funding,
    Group,
    Period,
    Place,
    Programme,
    Wording,
)

MOMENT = datetime(2024, 3, 4, 10, 30, tzinfo=UTC)
TEXT = (
    "Gminny Ośrodek Pomocy Społecznej w Zakrzówku zaprasza na zajęcia „Razem raźniej”. "
    "Dla seniorów przewidziano warsztaty rękodzieła. Wartość zadania: 12 400,00 zł."
)


def page(url: str = "https://gops.zakrzowek.example/razem", text: str = TEXT, *, day: int = 0) -> Snapshot:
    return Snapshot(
        source="https://gops.zakrzowek.example/",
        url=url,
        body=f"<html><title>Zajęcia</title><p>{text}</p></html>".encode(),
        media_type="text/html",
        charset="utf-8",
        fetched_at=MOMENT + timedelta(days=day),
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{day}"'), ("Content-Encoding", "gzip")),
    )


def document(snapshot: Snapshot, text: str = TEXT, *, title: str = "Razem raźniej") -> Document:
    return Document(
        id=document_id(snapshot.url, snapshot.body),
        url=snapshot.url,
        source=snapshot.source,
        media_type="text/html",
        title=title,
        published="2024-03-01",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),),
    )


def programme(
    name: str = "Razem raźniej",
    *documents: str,
    teryt: str = "0607082",
    place: str = "Zakrzówek",
    voivodeship: str = "lubelskie",
    start: str | None = "2024-03",
    end: str | None = "2024-06",
    value: str = "12400.00",
    group: str = "seniors",
    kind: str = "service",
    invented: bool = False,
) -> Programme:
    proof = Evidence(start=0, end=7, text=TEXT[:7])
    return Programme(
        id=f"p-{name}",
        documents=documents or ("0" * 16,),
        name=Wording(value=name, evidence=proof, confidence=0.9),
        kind=Wording(value=kind, evidence=proof, confidence=0.8),
        municipality=Place(name=place, voivodeship=voivodeship, teryt=teryt, evidence=proof, confidence=0.9),
        period=Period(start=start, end=end, evidence=proof, confidence=0.9) if start or end else None,
        amounts=(Amount(role="total", value=Decimal(value), evidence=proof, confidence=0.9),),
        funding=(Funding(code="municipal_budget", evidence=proof, confidence=0.5),),
        target_groups=(Group(code=group, text="seniorów", evidence=proof, confidence=0.9),),
        activities=(Activity(code="workshop", text="warsztaty", evidence=proof, confidence=0.9),),
        invented=invented,
    )
