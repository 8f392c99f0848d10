"""Templates, language and the addresses that pages link to."""

import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.money import worth
from api.settings import api_settings
from api.texts import LANGUAGES, Language, Texts, texts
from corpus.programmes import Place
from corpus.store.values import Version

COOKIE = "lang"
COOKIE_AGE = 365 * 24 * 3600


def language(request: Request) -> Language:
    """The language of a request: `?lang=`, else the cookie, else Polish."""
    wanted = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return next((known for known in LANGUAGES if known == wanted), "pl")


def page(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """A page in the language of the request."""
    t = texts(language(request))
    known = {"t": t, "here": request.url.path, "correctable": api_settings().admin_key is not None}
    html = _environment().get_template(template).render(**known, **_switch(request, t), **values)
    response = HTMLResponse(html, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, t.language, max_age=COOKIE_AGE, samesite="lax", httponly=True)
    return response


def place_url(place: Place) -> str:
    """The page of a municipality, or a search for its name where the register does not know it."""
    return f"/miasto/{place.teryt}" if place.teryt else f"/szukaj?{urlencode({'q': place.name})}"


def site_name(version: Version) -> str:
    """How people know where a document comes from: the host of its address, or the file's name."""
    if version.url:
        return urlsplit(version.url).hostname or version.url
    return version.source.rsplit("/", 1)[-1]


@cache
def static(name: str) -> str:
    """Address of a shipped file; it changes with the content, so browsers may keep it for ever."""
    content = (files("api") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def _switch(request: Request, t: Texts) -> dict[str, str]:
    other = next(known for known in LANGUAGES if known != t.language)
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return {"other_language": other, "other_language_url": f"{request.url.path}?{urlencode([*query, ('lang', other)])}"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(place_url=place_url, site_name=site_name, static=static, worth=worth)
    return environment
