"""Every error of the app as an RFC 9457 problem: what was expected, never what was sent."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.engine.spec import Problem, SpecError
from app.web.headers import headers_for

MEDIA_TYPE = "application/problem+json"

FAILED = "The server failed; the cause is in its log. Asking again does no harm."
# As RFC 9110 has them; older Pythons have older names.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
_DETAILS = {
    400: "The request could not be read.",
    404: "Nothing is kept under this path; /docs lists the paths there are.",
    405: "This path does not take this method; the Allow header names those it takes.",
    413: "The request is larger than the server takes.",
    415: "Send the body as application/json.",
    422: "The request was understood, but a value in it cannot be used.",
    500: FAILED,
}


class Refusal(Exception):  # noqa: N818 (it is no error of the app)
    """An error reply, raised wherever it is found out."""

    def __init__(
        self,
        status: int,
        detail: str,
        problems: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.problems = tuple(problems)
        self.headers = dict(headers or {})


def invalid(pointer: str, detail: str) -> Refusal:
    """422 for one field."""
    return Refusal(422, detail, [Problem(pointer, detail)])


def document(status: int, detail: str, problems: Iterable[Problem] = ()) -> dict[str, object]:
    """The body of a problem, also sent as the event `problem` of a stream."""
    return {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [{"pointer": p.pointer, "detail": p.detail} for p in problems],
    }


def problem(
    status: int,
    detail: str,
    problems: Iterable[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as a reply."""
    body = orjson.dumps(document(status, detail, problems))
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, MEDIA_TYPE)


async def _refused(_: Request, error: Exception) -> Response:
    if isinstance(error, Refusal):
        return problem(error.status, error.detail, error.problems, error.headers)
    assert isinstance(error, SpecError)
    first = error.problems[0]
    named = f"{first.pointer.removeprefix('#/')}: {first.detail}"
    return problem(422, named if len(error.problems) == 1 else _DETAILS[422], error.problems)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = _DETAILS.get(error.status_code, HTTPStatus(error.status_code).phrase)
    return problem(error.status_code, detail, headers=error.headers)


async def _unvalidated(_: Request, __: Exception) -> Response:
    return problem(422, _DETAILS[422])


async def _failed(request: Request, _: Exception) -> Response:
    # This reply is written outside the header middleware, so it brings the headers itself.
    reply = problem(500, _DETAILS[500])
    reply.raw_headers.extend(headers_for(request.scope))
    return reply


def install(app: FastAPI) -> None:
    """Answer every error of `app` with a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(SpecError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unvalidated)
    app.add_exception_handler(Exception, _failed)
