"""From a GET about a spec to its reply: 304, kept bytes, or bytes made here or on the worker."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.types import Scope

from app.web import query
from app.web.answers import iteration_of, step_of
from app.web.cache import IMMUTABLE, REVALIDATE, Reply, known_as
from app.web.encode import JSON, Subject
from app.web.errors import Refusal, invalid
from app.web.identity import ENGINE, etag
from app.web.service import Answer, Question, Service

Prepare = Callable[[Service, Question], Answer]


class Asked(NamedTuple):
    """A GET that was read: what is to be made, and the headers of its reply."""

    subject: Subject
    answer: Answer
    tag: str
    control: str

    def reply(self, body: bytes) -> Reply:
        media, name = self.answer.file or (JSON, "")
        return Reply(body, self.tag, media, self.control, name)


def read(service: Service, scope: Scope, prepare: Prepare, own_names: frozenset[str]) -> Asked:
    """The question and how to answer it. Refusal or SpecError for what is no question."""
    question = service.question(scope["query_string"], own_names)
    if "iteration" not in own_names:
        iteration_of(service, question)
    if "step" not in own_names:
        step_of(question)
    answer = prepare(service, question)
    tag = etag(scope["path"], question.subject.query, answer.own)
    control = IMMUTABLE if question.own.get("engine") == ENGINE else REVALIDATE
    return Asked(question.subject, answer, tag, control)


def at_once(service: Service, scope: Scope, asked: Asked) -> Reply | None:
    """The reply if it takes no time worth waiting for."""
    if known_as(scope, asked.tag.encode()) not in (None, b"*"):
        return asked.reply(b"")
    if not service.at_once(asked.subject, asked.answer):
        return None
    body = service.compute.at_once(asked.answer.make)
    if body is None:
        return None
    made = asked.reply(body)
    service.replies.keep_if_asked_again((scope["path"], scope["query_string"]), made)
    return made


async def reply(request: Request, prepare: Prepare, own_names: frozenset[str]) -> Reply:
    """Answer a GET of a spec: 304, or the bytes, which are kept for the next one."""
    service: Service = request.app.state.service
    asked = read(service, request.scope, prepare, own_names)
    now = at_once(service, request.scope, asked)
    if now is not None:
        return now
    body = await unless_left(request, service.later(asked.tag, asked.subject, asked.answer))
    made = asked.reply(body)
    service.replies.keep((request.scope["path"], request.scope["query_string"]), made)
    return made


def of_everyone(request: Request, make: Callable[[], bytes], media: str) -> Reply:
    """The reply to a GET that takes no field: the same until the app is another."""
    service: Service = request.app.state.service
    path, text = request.scope["path"], request.scope["query_string"]
    for name, _ in query.pieces(text, service.settings.address_bytes):
        if name != "engine":
            raise invalid("#", "This takes no field but engine.")
    made = Reply(make(), etag(path), media, REVALIDATE)
    service.replies.keep((path, text), made)
    return made


async def unless_left(request: Request, work: Coroutine[Any, Any, bytes]) -> bytes:
    """The result of `work`, which is dropped as soon as the client has gone away."""
    task = asyncio.ensure_future(work)
    left = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait((task, left), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Refusal(503, "The client went away.")
        return task.result()
    finally:
        task.cancel()
        left.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
