"""The HTTP app: the API for programs and the pages for people, over one data folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from api.attempts import Attempts
from api.http import Counted, Headed, Revalidated, Secured, StaticFiles
from api.library import Library
from api.pages import reference, review_routes
from api.pages import routes as pages
from api.problems import add_handlers
from api.routes import admin, health, places, programmes, review, search
from api.settings import api_settings
from api.work import LocalWork, QueueWork, queue_address
from corpus.settings import CorpusSettings

DESCRIPTION = """Social programmes of Polish towns, read from their announcements. Every value carries its evidence:
`document.text[start:end] == text`. Codes are those of the vocabulary (`/o-projekcie#slownik`). Errors are
`application/problem+json`; lists are paged by `limit` and `offset`, and every list also comes whole as `.csv`, `.xlsx`
and `.json`. Records marked `invented` are sample data."""

QUICK = 4
"""Level of compression: half the time of the usual 9, a tenth more bytes."""


def create_app(settings: CorpusSettings | None = None, *, repair: bool = True) -> FastAPI:
    """The app over a data folder; with `repair` its start finishes what an earlier run left unfinished."""
    folder = settings or CorpusSettings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        address = queue_address(api_settings(), folder)
        local = LocalWork(folder)
        app.state.settings = folder
        app.state.library = library = await run_in_threadpool(Library.open, folder)
        app.state.work = local if address is None else QueueWork(address)
        local.warm(library)
        if repair:
            local.repair()
        try:
            yield
        finally:
            await run_in_threadpool(local.close)
            library.close()

    app = FastAPI(
        title="Drogowskaz",
        version=version("drogowskaz"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.attempts = Attempts()
    for router in (search.router, programmes.router, places.router, admin.router, review.router, health.router):
        app.include_router(router)
    app.include_router(pages.router)
    app.include_router(reference.router)
    app.include_router(review_routes.router)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")
    add_handlers(app)
    app.add_middleware(Revalidated)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=QUICK)
    app.add_middleware(Secured)
    app.add_middleware(Counted)
    app.add_middleware(Headed)
    return app
