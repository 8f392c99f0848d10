"""Errors over HTTP: one table from exceptions to statuses; programs get `application/problem+json`, people a page."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.errors import (
    ApiError,
    BadRequestError,
    BusyError,
    ForbiddenError,
    NotFoundError,
    ThrottledError,
    one_line,
)
from api.pages.error import error_page
from api.pages.render import language
from api.phrased import PhrasedError
from api.texts import texts
from corpus.errors import CorpusError, ForgottenError
from extract.errors import ExtractError
from ingest.errors import FetchError, IngestError, Refused, UnreadableError
from search.errors import IndexMissingError, SearchError

LOG = logging.getLogger("drogowskaz.http")

STATUS: Mapping[type[Exception], HTTPStatus] = MappingProxyType(
    {
        BadRequestError: HTTPStatus.BAD_REQUEST,
        Refused: HTTPStatus.BAD_REQUEST,
        ForbiddenError: HTTPStatus.FORBIDDEN,
        ThrottledError: HTTPStatus.TOO_MANY_REQUESTS,
        NotFoundError: HTTPStatus.NOT_FOUND,
        BusyError: HTTPStatus.CONFLICT,
        ForgottenError: HTTPStatus.GONE,
        UnreadableError: HTTPStatus.UNPROCESSABLE_ENTITY,
        FetchError: HTTPStatus.BAD_GATEWAY,
        IndexMissingError: HTTPStatus.SERVICE_UNAVAILABLE,
        SearchError: HTTPStatus.INTERNAL_SERVER_ERROR,
        IngestError: HTTPStatus.INTERNAL_SERVER_ERROR,
        ExtractError: HTTPStatus.INTERNAL_SERVER_ERROR,
        CorpusError: HTTPStatus.INTERNAL_SERVER_ERROR,
        ApiError: HTTPStatus.INTERNAL_SERVER_ERROR,
    }
)
"""The most special class of an error decides."""
CONTENT_TYPE = "application/problem+json"


def status_of(error: Exception) -> HTTPStatus:
    """The HTTP status of an error of any stage; 500 for one that nobody raises on purpose."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def problem(request: Request, status: HTTPStatus, detail: str | None, phrased: PhrasedError | None = None) -> Response:
    """The answer that says what went wrong (RFC 9457), as a page in people's language where a browser asks for one."""
    if "/api/" not in request.url.path and "text/html" in request.headers.get("accept", ""):
        said = one_line(ApiError(phrased.said(texts(language(request))))) if phrased else detail
        return error_page(request, status, said)
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "instance": request.url.path}
    return JSONResponse(body | ({"detail": detail} if detail else {}), status, media_type=CONTENT_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Let the app answer errors of every stage from the table."""

    async def on_error(request: Request, error: Exception) -> Response:
        status = status_of(error)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.error("%s %s: %s", request.method, request.url.path, one_line(error), exc_info=error)
        answer = problem(request, status, one_line(error), error if isinstance(error, PhrasedError) else None)
        if isinstance(error, ThrottledError):
            answer.headers["Retry-After"] = str(error.seconds)
        return answer

    async def on_unexpected(request: Request, error: Exception) -> Response:
        # the server's log has the traceback; what it says is nothing for strangers
        LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, None)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = HTTPStatus(error.status_code)
        answer = problem(request, status, error.detail if error.detail != status.phrase else None)
        answer.headers.update(error.headers or {})
        return answer

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in {"query", "path", "body"})
        said = one_line(ValueError(f"{where}: {first['msg']}"))
        return problem(request, HTTPStatus.BAD_REQUEST, said, PhrasedError("asked_wrong", name=where))

    for kind in STATUS:
        app.add_exception_handler(kind, on_error)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(Exception, on_unexpected)
