"""`drogowskaz review`: what people know better than the extractor, value by value."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.pipeline import Pipeline
    from api.review import Decided
    from corpus.corrections import Action
    from corpus.programmes import Programme
    from corpus.store import Store

group = typer.Typer(
    help="Correct programmes: confirm, change, add and reject values, add what was missed; list, take back, export.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ProgrammeId = Annotated[str, typer.Argument(metavar="PROGRAMME", help="Id of a programme, as search prints it.")]
Field = Annotated[str, typer.Argument(metavar="FIELD", help="E.g. name, or amounts:2 for the second amount.")]
MaybeField = Annotated[str | None, typer.Argument(metavar="FIELD", help="Without it all of the programme is meant.")]
PartsOf = Annotated[
    list[str] | None,
    typer.Argument(metavar="PART=VALUE...", help="E.g. role=grant value=250000; see review fields."),
]
Evidence = Annotated[str, typer.Option("--evidence", help="Words of the document that show the value.")]
At = Annotated[int | None, typer.Option("--at", min=0, help="Offset of the words, where they stand several times.")]
DocumentId = Annotated[str | None, typer.Option("--document", help="Id of the document that shows the value.")]
By = Annotated[str, typer.Option("--by", help="Who decides.")]
DONE = {"confirm": "confirmed", "change": "changed", "add": "added"}
Note = Annotated[str | None, typer.Option("--note", help="Why.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(group, name="review")


@group.command("list")
def list_corrections(
    document: Annotated[str | None, typer.Option("--document", help="Id or address of a document.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that cannot be applied any more.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in the shape of the HTTP API.")] = False,
) -> None:
    """List what people decided, newest first."""
    from api.review_records import correction_record

    with _store() as store:
        identity = None if document is None else _document(store, document)
        found = store.corrections(document=identity, state="stale" if stale else None, limit=100_000)
    if as_json:
        print(json.dumps([correction_record(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        made = one.correction
        what = f"{made.field or 'programme'} {_said(made.target)}{' → ' if made.target and made.value else ''}"
        right = "" if made.action == "confirm" else _said(made.value)
        note = f"  ({made.note})" if made.note else ""
        print(
            f"{made.decision}  {one.state}  {made.document}  {made.action} {what}{right}".rstrip(" →")
            + f"  {made.programme.name}  {made.by}, {made.at:%Y-%m-%d %H:%M}{note}"
        )
    if not found:
        print("no corrections" + (" that cannot be applied" if stale else ""))


@group.command("show")
def show(programme: ProgrammeId) -> None:
    """Show a programme's values with their numbers, their evidence, and who confirmed them."""
    from corpus.corrections import FIELDS, MANY, field_values

    with _store() as store:
        found = _programme(store, programme)
        for field in FIELDS:
            for number, value in enumerate(field_values(found, field), 1):
                name = f"{field}:{number}" if field in MANY else field
                seen = (
                    f"{DONE[value.review.action]} by {value.review.by}" if value.review else f"{value.confidence:.2f}"
                )
                words = " ".join(value.evidence.text.split())
                print(f"{name:18} {_said(value)}  [{seen}]  “{words}” {value.evidence.document}")


@group.command("fields")
def fields() -> None:
    """Show the fields and the parts of their values; those in brackets may be left out."""
    from api.review_values import PARTS

    for field, parts in PARTS.items():
        named = (part.name if part.needed else f"[{part.name}]" for part in parts)
        print(f"{field:15} {' '.join(named)}")


@group.command("confirm")
def confirm(programme: ProgrammeId, field: MaybeField = None, by: By = "administrator", note: Note = None) -> None:
    """Confirm a value, or all values of a programme that nobody has looked at yet."""
    _decide("confirm", programme, field, by=by, note=note)


@group.command("reject")
def reject(programme: ProgrammeId, field: MaybeField = None, by: By = "administrator", note: Note = None) -> None:
    """Reject a value, or a whole programme: this is no programme."""
    _decide("reject", programme, field, by=by, note=note)


@group.command("change")
def change(
    *,
    programme: ProgrammeId,
    field: Field,
    parts: PartsOf = None,
    evidence: Evidence = "",
    at: At = None,
    document: DocumentId = None,
    by: By = "administrator",
    note: Note = None,
) -> None:
    """Change a value, its evidence, or both; parts that are not given stay as they are."""
    _decide("change", programme, field, _parts(field, parts), _Words(evidence, at, document), by=by, note=note)


@group.command("add")
def add(
    *,
    programme: ProgrammeId,
    field: Field,
    evidence: Evidence,
    parts: PartsOf = None,
    at: At = None,
    document: DocumentId = None,
    by: By = "administrator",
    note: Note = None,
) -> None:
    """Add a value that the document shows and the extractor missed."""
    _decide("add", programme, field, _parts(field, parts), _Words(evidence, at, document), by=by, note=note)


@group.command("add-programme")
def add_programme(
    *,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id or address of a document.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the programme that was missed.")],
    evidence: Annotated[
        str, typer.Option("--evidence", help="Words of the document that show it; by default the name itself.")
    ] = "",
    at: At = None,
    by: By = "administrator",
    note: Note = None,
) -> None:
    """Add a programme that the extractor missed in a document altogether; then add its values."""
    from api.review_additions import add_programme as added
    from api.review_requests import Proof

    with _pipeline() as pipeline:
        identity = _document(pipeline.store, document)
        _told("added", added(pipeline, identity, name, Proof(evidence, at), by=by, note=note))


@group.command("undo")
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Id of a decision, as review list prints it.")],
) -> None:
    """Take a decision back."""
    from api.review import undo as take_back

    with _pipeline() as pipeline:
        _told("taken back", take_back(pipeline, decision))


@group.command("export")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder; made where there is none.")],
    complete: Annotated[
        bool, typer.Option("--complete", help="Only documents of which a person has looked at every value.")
    ] = False,
) -> None:
    """Write reviewed documents as gold records: DIR/*.json, and their files in DIR/documents."""
    from api.gold import gold_of, written_gold

    if folder.exists() and not folder.is_dir():
        raise typer.BadParameter(f"{folder} is a file; give a folder")
    with _store() as store:
        count = written_gold(gold_of(store, complete=complete), folder)
    print(f"{count} gold records in {folder}" if count else "no document has been reviewed; nothing was written")


class _Words:
    """Where a value stands, as given on the command line."""

    def __init__(self, words: str, at: int | None, document: str | None) -> None:
        self.words, self.at, self.document = words, at, document


def _decide(
    action: "Action",
    programme: str,
    field: str | None,
    parts: Mapping[str, object] | None = None,
    words: _Words | None = None,
    *,
    by: str,
    note: str | None,
) -> None:
    from api.review import decide
    from api.review_requests import Proof, Wish, verdicts
    from api.review_values import numbered

    name, number = _numbered(field)
    with _pipeline() as pipeline:
        found = _programme(pipeline.store, programme)
        target = None if name is None or action == "add" else numbered(found, name, number)
        document = None
        if words is not None and words.document is not None:
            document = _document(pipeline.store, words.document)
        proof = Proof(words.words, words.at, None, document) if words else Proof()
        wish = Wish(action, name, target, parts, proof, note)
        _told(f"{action} {field or 'programme'}", decide(pipeline, found, verdicts(pipeline.store, found, wish), by=by))


def _told(what: str, decided: "Decided") -> None:
    print(f"{what}: {', '.join(decided.decisions[:3])}{' …' if len(decided.decisions) > 3 else ''}")
    print(f"programme {decided.programme}" if decided.programme else "there is no such programme any more")


def _numbered(field: str | None) -> tuple[str | None, int | None]:
    if field is None:
        return None, None
    name, colon, number = field.partition(":")
    if colon and not (number.isascii() and number.isdecimal()):
        raise typer.BadParameter(f"{field}: the number of a value stands after the colon, e.g. amounts:2")
    return name, int(number) if colon else None


def _parts(field: str, given: list[str] | None) -> dict[str, object]:
    """PART=VALUE arguments; a lone VALUE will do for a field whose values have one part."""
    from api.review_values import PARTS

    known = [part.name for part in PARTS.get(field.partition(":")[0], ())]
    made: dict[str, object] = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if (not equals or name not in known) and len(known) == 1:
            name, equals, value = known[0], "=", one
        if not equals:
            raise typer.BadParameter(f"{one!r}: write PART=VALUE; the parts of {field} are {', '.join(known)}")
        made[name] = value
    return made


def _said(value: object) -> str:
    from corpus.corrections import parts_of
    from corpus.programmes import Supported

    if not isinstance(value, Supported):
        return ""
    return " ".join(f"{name}={part}" for name, part in parts_of(value).items() if part is not None)


def _programme(store: "Store", identity: str) -> "Programme":
    from api.errors import NotFoundError

    found = store.programme(identity)
    if found is None:
        raise NotFoundError(f"there is no programme {identity}")
    return found


def _document(store: "Store", given: str) -> str:
    from api.errors import NotFoundError

    known = store.versions([given])
    found = known.get(given) or store.document_for(given)
    if found is None:
        raise NotFoundError(f"there is no document {given}")
    return found.document_id


@contextmanager
def _store() -> Iterator["Store"]:
    from corpus.store import Store

    with Store.open() as store:
        yield store


@contextmanager
def _pipeline() -> Iterator["Pipeline"]:
    from api.pipeline import Pipeline

    pipeline = Pipeline.open(jobs=1)
    try:
        yield pipeline
    finally:
        pipeline.close()
