"""What request handlers are given: the library, a checked question, the administrator's right to write.

What takes no time is asynchronous: FastAPI would run it in a thread of its own.
"""

import hmac
from typing import Annotated

from fastapi import Depends, Query, Request

from api.asked import asked
from api.attempts import attempts_of
from api.errors import ForbiddenError, PipelineError
from api.library import Library
from api.questions import MOST_LIMIT, MOST_OFFSET, Question
from api.settings import api_settings
from api.work import Work
from corpus.settings import CorpusSettings


async def library_of(request: Request) -> Library:
    """The library that the app opened."""
    library = getattr(request.app.state, "library", None)
    if not isinstance(library, Library):
        raise PipelineError("the server has not finished starting; try again in a moment")
    return library


async def work_of(request: Request) -> Work:
    """Where jobs of this server are done."""
    work = request.app.state.work
    assert isinstance(work, Work)
    return work


def administrator(request: Request) -> None:
    """Raises ForbiddenError unless the request carries the administrator's key, ThrottledError after many others."""
    key = api_settings().admin_key
    if key is None:
        raise ForbiddenError("writing over HTTP is closed; start the server with DROGOWSKAZ_ADMIN_KEY to open it")
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    given = bearer if scheme.casefold() == "bearer" else request.headers.get("x-api-key", "")
    if not hmac.compare_digest(given.encode(), key.get_secret_value().encode()):
        if given:
            # only now: whoever has the key is let in, also where someone behind the same address is guessing
            attempts_of(request).wrong(request)
        raise ForbiddenError("this needs the administrator's key: Authorization: Bearer …")


async def settings_of(request: Request) -> CorpusSettings:
    """Which data folder the app serves."""
    settings = request.app.state.settings
    assert isinstance(settings, CorpusSettings)
    return settings


TheSettings = Annotated[CorpusSettings, Depends(settings_of)]
TheLibrary = Annotated[Library, Depends(library_of)]
TheWork = Annotated[Work, Depends(work_of)]
TheQuestion = Annotated[Question, Depends(asked)]
Limit = Annotated[int, Query(ge=1, le=MOST_LIMIT, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET, description="How many to leave out before them.")]
