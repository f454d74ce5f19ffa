"""From a GET about a spec to its reply: 304, kept bytes, or bytes made here or on the worker."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request

from app.web.answers import iteration_of, step_of
from app.web.cache import IMMUTABLE, REVALIDATE, Reply, matches
from app.web.encode import JSON
from app.web.errors import Refusal
from app.web.identity import ENGINE, etag
from app.web.service import Answer, Question, Service

Prepare = Callable[[Service, Question], Answer]


async def reply(request: Request, prepare: Prepare, own_names: frozenset[str]) -> Reply:
    """Answer a GET of a spec: 304, or the bytes, which are kept for the next one."""
    service: Service = request.app.state.service
    scope = request.scope
    question = service.question(scope["query_string"], own_names)
    if "iteration" not in own_names:
        iteration_of(service, question)
    if "step" not in own_names:
        step_of(question)
    answer = prepare(service, question)
    tag = etag(scope["path"], question.subject.query, answer.own)
    control = IMMUTABLE if question.own.get("engine") == ENGINE else REVALIDATE
    if matches(scope, tag.encode()):
        return Reply(b"", tag, JSON, control)
    subject = question.subject
    body = service.compute.at_once(answer.make) if service.at_once(subject, answer) else None
    if body is None:
        body = await _unless_left(request, service.later(tag, subject, answer))
    made = Reply(body, tag, JSON, control)
    service.replies.keep((scope["path"], scope["query_string"]), made)
    return made


async def _unless_left(request: Request, work: Coroutine[Any, Any, bytes]) -> bytes:
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
