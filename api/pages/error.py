"""The page that says what went wrong."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response

from api.pages.render import language, page
from api.texts import texts


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Everything the template shows."""

    status: int
    title: str
    detail: str | None


def error_page(request: Request, status: HTTPStatus, detail: str | None) -> Response:
    """An error in words; `detail` is one line for people who know what they asked for."""
    t = texts(language(request))
    if status == HTTPStatus.NOT_FOUND:
        said = ErrorPage(status, t("error_404"), t("error_404_lead"))
    elif status < HTTPStatus.INTERNAL_SERVER_ERROR:
        said = ErrorPage(status, t("error_400"), detail)
    else:
        said = ErrorPage(status, t("error_500"), t("error_500_lead"))
    return page(request, "error.html", status=status, page=said)
