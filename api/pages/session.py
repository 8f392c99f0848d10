"""The administrator in a browser: the key is given once, a signed cookie stands for it, every form carries a token.

The cookie holds when it ends, who works with it, and a signature made with the administrator's key; another key ends
every session. Forms carry a token made from the same session, so no other site can send one (CSRF).
"""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request, Response

from api.attempts import attempts_of
from api.errors import BadRequestError, ForbiddenError
from api.settings import api_settings

COOKIE = "korekta"
PATH = "/korekta"
LASTS = 12 * 3600
"""Seconds after which the key has to be given again."""
MOST_FORM = 64 * 1024
MOST_NAME = 100


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which the administrator's key was given."""

    by: str
    """Who decides, as they called themselves."""
    token: str
    """What every form of this session carries."""


def begin(request: Request, response: Response, *, key: str, by: str) -> bool:
    """Start a session where the key is right; False where it is not. Raises ThrottledError after many wrong ones."""
    if not hmac.compare_digest(key.encode(), _key()):
        attempts_of(request).wrong(request)
        return False
    name = " ".join(by.split())[:MOST_NAME] or "administrator"
    ends = int(time.time()) + LASTS
    signed = f"{ends}.{secrets.token_urlsafe(12)}.{urlsafe_b64encode(name.encode()).decode()}"
    secure = request.url.scheme == "https"
    value = f"{signed}.{_signature('session', signed)}"
    response.set_cookie(COOKIE, value, max_age=LASTS, path=PATH, httponly=True, samesite="strict", secure=secure)
    return True


def end(response: Response) -> None:
    """End the session of this browser."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")


def session_of(request: Request) -> Session | None:
    """The session of a request; None where there is none, or it has ended. Raises ForbiddenError without a key."""
    _key()
    signed, _, signature = request.cookies.get(COOKIE, "").rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature("session", signed).encode()):
        return None
    ends, _, name = signed.split(".")
    if int(ends) < time.time():
        return None
    try:
        return Session(urlsafe_b64decode(name).decode(), _signature("form", signed))
    except (Base64Error, UnicodeDecodeError):
        return None


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a form as sent. Raises BadRequestError for one that is none or too long."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise BadRequestError("send the form as application/x-www-form-urlencoded")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_FORM:
            raise BadRequestError(f"the form is longer than {MOST_FORM} bytes")
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=100, errors="strict"))
    except ValueError:
        raise BadRequestError("the form is damaged") from None


def checked(request: Request, form: Mapping[str, str]) -> Session:
    """The session that a form belongs to. Raises ForbiddenError where it belongs to none."""
    session = session_of(request)
    if session is None or not hmac.compare_digest(form.get("token", "").encode(), session.token.encode()):
        raise ForbiddenError("this form is too old or comes from elsewhere; open the page again")
    return session


def _key() -> bytes:
    key = api_settings().admin_key
    if key is None:
        raise ForbiddenError("corrections are closed; start the server with DROGOWSKAZ_ADMIN_KEY to open them")
    return key.get_secret_value().encode()


def _signature(purpose: str, text: str) -> str:
    return hmac.new(_key(), f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()
