"""The administrator's pages: what was decided, and the forms that correct a programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import TheLibrary, TheSettings
from api.errors import ThrottledError
from api.pages.render import language, page
from api.pages.review import Sent, decisions_page, review_page, value_key
from api.pages.review_document import document_meant, document_page
from api.pages.session import Session, begin, checked, end, form_of, session_of
from api.review import Decided, decide, undo
from api.review_additions import add_programme
from api.review_errors import WishError
from api.review_requests import Proof, Wish, verdicts
from api.routes.review import writing
from api.texts import texts
from corpus.corrections import ACTIONS, field_values
from corpus.programmes import Programme, Supported
from corpus.settings import CorpusSettings

router = APIRouter(prefix="/korekta", include_in_schema=False)
TheForm = Annotated[Mapping[str, str], Depends(form_of)]
DocumentId = Annotated[str | None, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Posted:
    """A form sent about a document or a programme (`identity`), and what answering it needs."""

    request: Request
    library: TheLibrary
    settings: TheSettings
    identity: str
    form: TheForm
    later: BackgroundTasks


ThePosted = Annotated[Posted, Depends()]


@router.get("")
def decisions(
    request: Request,
    library: TheLibrary,
    stale: bool = False,
    number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """What was decided, newest first; without a session the way in."""
    session = session_of(request)
    if session is None:
        return _way_in(request)
    t = texts(language(request))
    return _fresh(
        page(request, "decisions.html", page=decisions_page(library, t, stale=stale, number=number), session=session)
    )


@router.post("/wejscie")
def enter(request: Request, form: TheForm) -> Response:
    """Begin a session where the key is right."""
    target = form.get("next", "")
    response = RedirectResponse(target if _is_ours(target) else "/korekta", 303)
    by = form.get("by", "")
    try:
        if begin(request, response, key=form.get("key", ""), by=by):
            return response
    except ThrottledError as error:
        said = texts(language(request))("enter_throttled", seconds=error.seconds)
        refused = _way_in(request, target, by=by, wrong=said, status=429)
        refused.headers["Retry-After"] = str(error.seconds)
        return refused
    return _way_in(request, target, by=by, wrong=texts(language(request))("enter_wrong"))


@router.post("/wyjscie")
def leave(request: Request, form: TheForm) -> Response:
    """End the session."""
    checked(request, form)
    response = RedirectResponse("/korekta", 303)
    end(response)
    return response


@router.post("/cofnij")
def take_back(request: Request, form: TheForm, settings: TheSettings, later: BackgroundTasks) -> Response:
    """Take a decision back."""
    checked(request, form)
    with writing(settings) as pipeline:
        undone = undo(pipeline, form.get("decision", ""), index=False)
    later.add_task(_index, settings)
    back = form.get("next", "")
    return _done(undone, None if back == "list" else form.get("field"))


@router.get("/dokument")
def find_document(
    request: Request, library: TheLibrary, given: Annotated[str, Query(alias="adres", max_length=2000)] = ""
) -> Response:
    """Lead to the page of the document with an address or id."""
    session = session_of(request)
    if session is None:
        return _way_in(request)
    found = document_meant(library, given.strip())
    if found is not None:
        return _fresh(RedirectResponse(f"/korekta/dokument/{found}", 303))
    t = texts(language(request))
    listed = decisions_page(library, t, stale=False, number=1)
    said = WishError("nowhere", given=given.strip()[:200]).said(t)
    return _fresh(page(request, "decisions.html", status=404, page=listed, session=session, problem=said, given=given))


@router.get("/dokument/{identity}")
def document(request: Request, library: TheLibrary, identity: str) -> Response:
    """A document with what it tells of, and the form that adds a programme."""
    session = session_of(request)
    if session is None:
        return _way_in(request, f"/korekta/dokument/{quote(identity, safe='')}")
    shown = document_page(library, identity, texts(language(request)))
    return _fresh(page(request, "review_document.html", page=shown, session=session))


@router.post("/dokument/{identity}")
def add(posted: ThePosted) -> Response:
    """Add the programme that a form names; a form that means nothing is shown again with what is wrong."""
    identity, form = posted.identity, posted.form
    session = checked(posted.request, form)
    words = form.get("evidence", "")
    proof = Proof(words, _number(form, "start"), _number(form, "end")) if words.strip() else Proof()
    try:
        with writing(posted.settings) as pipeline:
            added = add_programme(
                pipeline,
                identity,
                form.get("name", ""),
                proof,
                by=session.by,
                note=form.get("note") or None,
                index=False,
            )
    except WishError as error:
        t = texts(language(posted.request))
        again = document_page(posted.library, identity, t, problem=error.said(t), sent=form)
        return _shown_again(posted, "review_document.html", again, session)
    posted.later.add_task(_index, posted.settings)
    return _done(added, "name", identity)


@router.get("/{identity}")
def programme(
    request: Request, library: TheLibrary, identity: str, document: DocumentId = None, saved: bool = False
) -> Response:
    """A programme with its forms beside its source text."""
    session = session_of(request)
    if session is None:
        return _way_in(request, f"/korekta/{quote(identity, safe='')}")
    shown = review_page(library, identity, document, texts(language(request)), saved=saved)
    return _fresh(page(request, "review.html", page=shown, session=session))


@router.post("/{identity}")
def correct(posted: ThePosted) -> Response:
    """Make the decision that a form asks for; a form that means nothing is shown again with what is wrong."""
    form = posted.form
    session = checked(posted.request, form)
    found = posted.library.programme(posted.identity)
    try:
        decided = _decided(posted.settings, found, form, session.by)
    except WishError as error:
        t = texts(language(posted.request))
        sent = Sent(error.said(t), form if form.get("action") in {"change", "add"} else {})
        again = review_page(posted.library, posted.identity, form.get("shown"), t, sent=sent)
        return _shown_again(posted, "review.html", again, session)
    posted.later.add_task(_index, posted.settings)
    return _done(decided, form.get("field"), form.get("shown"))


def _shown_again(posted: Posted, template: str, view: object, session: Session) -> Response:
    """The page that a form was sent from, with what is wrong in it."""
    return _fresh(page(posted.request, template, status=400, page=view, session=session))


def _index(settings: CorpusSettings) -> None:
    """Bring the index up to the store; people need not wait for it, and the next start does what a crash left."""
    with writing(settings) as pipeline:
        pipeline.index_changes()


def _decided(settings: CorpusSettings, programme: Programme, form: Mapping[str, str], by: str) -> Decided:
    action = next((one for one in ACTIONS if one == form.get("action")), None)
    if action is None:
        raise WishError("form")
    field = form.get("field") or None
    target = None if field is None or action == "add" else _target(programme, field, form.get("key", ""))
    filled = {name.removeprefix("part-"): value for name, value in form.items() if name.startswith("part-")}
    change = action in {"change", "add"}
    proof = Proof(form.get("evidence", ""), _number(form, "start"), _number(form, "end"), form.get("document") or None)
    if change and not proof.words.strip():
        raise WishError("unproven")
    note = form.get("note") or None
    wish = Wish(action, field, target, filled if change else None, proof if change else Proof(), note)
    with writing(settings) as pipeline:
        return decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by=by, index=False)


def _target(programme: Programme, field: str, key: str) -> Supported:
    known = field in type(programme).model_fields and field not in {"id", "documents", "invented"}
    for value in field_values(programme, field) if known else ():
        if value_key(value) == key:
            return value
    raise WishError("gone")


def _number(form: Mapping[str, str], name: str) -> int | None:
    given = form.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def _done(decided: Decided, field: str | None, document: str | None = None) -> Response:
    if decided.programme is None or field is None:
        return RedirectResponse("/korekta", 303)
    shown = f"&document={quote(document, safe='')}" if document else ""
    return RedirectResponse(f"/korekta/{decided.programme}?saved=true{shown}#{quote('f-' + field, safe='')}", 303)


def _way_in(
    request: Request, target: str = "/korekta", *, by: str = "", wrong: str = "", status: int = 403
) -> Response:
    session_of(request)
    values = {"target": target if _is_ours(target) else "/korekta", "by": by, "wrong": wrong}
    return _fresh(page(request, "enter.html", status=status, **values))


def _is_ours(target: str) -> bool:
    """Whether an address is one of these pages: a form must not send people elsewhere."""
    return target == "/korekta" or (target.startswith("/korekta/") and "//" not in target and "\\" not in target)


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
