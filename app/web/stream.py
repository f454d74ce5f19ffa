"""`train`: a run as server-sent events, shared by everybody who asks for the same."""

import asyncio
import logging
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.engine.trace import Trace
from app.web import query
from app.web.answers import iteration_of, step_of
from app.web.encode import Subject, dumps, number
from app.web.errors import FAILED, Refusal, document, invalid
from app.web.service import Service
from app.web.tasks import Training

log = logging.getLogger("stepgrad")
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
PERIOD = 0.15
"""Seconds between two events `progress`."""
SOON = 0.02
"""Seconds until the first one."""


async def train(request: Request) -> Response:
    """Stream the run to `until`; 204 if the client has seen its end."""
    service: Service = request.app.state.service
    question = service.question(request.scope["query_string"], frozenset({"until"}))
    if "until" not in question.own:
        raise invalid("#/until", "until is expected: the iteration to run to.")
    iteration_of(service, question)
    step_of(question)
    until = iteration_of(service, question, "until")
    seen = query.number(request.headers.get("last-event-id", ""))
    if seen is not None and seen >= until:
        return Response(status_code=204, headers=HEADERS)
    service.compute.refuse_if_full()
    events = _events(service, question.subject, until)
    return StreamingResponse(events, headers=HEADERS, media_type="text/event-stream")


async def _events(service: Service, subject: Subject, until: int) -> AsyncIterator[bytes]:
    try:
        with service.compute.training(subject.spec, until) as (task, done):
            wait = SOON
            while not done.done():
                await asyncio.wait((done,), timeout=wait)
                yield _progress(task)
                wait = PERIOD if task.progress else SOON
            done.result()
            assert task.progress
            yield _event("done", until, {**_figures(task.progress), "status": task.progress.status})
    except Refusal as refusal:
        # At shutdown the stream just ends: the client asks again and goes on from here.
        if not service.compute.closing:
            yield _event("problem", None, document(refusal.status, refusal.detail))
    except Exception:
        log.exception("a run failed")
        yield _event("problem", None, document(500, FAILED))


def _progress(task: Training) -> bytes:
    found = task.progress
    if found is None:
        return b": waiting\n\n"
    return _event("progress", found.iteration, {**_figures(found), "until": task.until})


def _figures(found: Trace) -> dict[str, object]:
    return {"iteration": found.iteration, "J": number(found.J)}


def _event(kind: str, id: int | None, data: object) -> bytes:
    first = b"" if id is None else b"id: %d\n" % id
    return first + b"event: %s\ndata: %s\n\n" % (kind.encode(), dumps(data))
