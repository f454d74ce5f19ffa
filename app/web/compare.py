"""A learner's own matrix compared with the run: `POST compare`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.engine.fields import Field
from app.engine.marking import Marking
from app.engine.rerun import mistakes
from app.engine.spec import Problem, SpecError
from app.engine.trace import trace
from app.engine.typed import Typed, read
from app.engine.values import integer
from app.web.answers import READABLE, Body, work
from app.web.body import parse_json, read_body
from app.web.encode import JSON, Subject, dumps
from app.web.errors import Refusal, invalid
from app.web.identity import ENGINE, FORMAT
from app.web.reply import unless_left
from app.web.service import ADDRESS, Answer, Service
from app.web.specs import canonical_json, id_of, spec_of

KEYS = ("spec", "id", "iteration", "matrix", "values")
BUDGET = 10**10
"""Multiply-adds that may be spent on slips, about three seconds."""
FEWEST = 20
"""Slips that are tried whatever they cost."""
PER_SLIP = 100_000
"""Multiply-adds that a slip takes beside its matrices, about."""


@dataclass(frozen=True, eq=False)
class Asked:
    """Which matrix of which iteration is compared, and what was typed."""

    subject: Subject
    iteration: int
    name: str
    typed: Typed


async def compare(request: Request) -> Response:
    """Mark a learner's matrix."""
    service: Service = request.app.state.service
    body = await read_body(request, service.settings.body_bytes)
    # Matrices of a megabyte and deep nets take a while, and the event loop must not wait.
    asked, answer = await to_thread.run_sync(_question, service, body)
    made = None
    if service.at_once(asked.subject, answer):
        made = service.compute.at_once(answer.make)
    if made is None:
        key = f"compare {sha256(body).hexdigest()}"
        made = await unless_left(request, service.later(key, asked.subject, answer))
    return Response(made, 200, {"Cache-Control": "no-store"}, JSON)


def _question(service: Service, body: bytes) -> tuple[Asked, Answer]:
    asked = _read(service, body)
    return asked, _answer(service, asked)


def _read(service: Service, body: bytes) -> Asked:
    """The comparison that a body asks for. Refusal or SpecError for what is none."""
    given = parse_json(body)
    limits = service.settings.limits
    if not isinstance(given, dict) or not set(given) <= set(KEYS):
        raise invalid("#", f"An object is expected with no other keys than {', '.join(KEYS)}.")
    for name in ("matrix", "values"):
        if name not in given:
            raise invalid(f"#/{name}", f"{name} is expected, beside {_others(name)}.")
    subject = _subject(service, given)
    field = Field("iteration", "integer", "", "", 0, 0, limits.iterations)
    iteration = integer(field, given.get("iteration", 0))
    limits.check_iteration(subject.spec, iteration)
    matrix, steps = given["matrix"], subject.program.by_name
    if not isinstance(matrix, str) or matrix not in steps:
        raise invalid("#/matrix", "The name of a step is expected: " + ", ".join(steps))
    return Asked(subject, iteration, matrix, read(given["values"], limits.reply_numbers))


def _others(name: str) -> str:
    return ", ".join(key for key in KEYS if key != name)


def _subject(service: Service, given: dict[str, Any]) -> Subject:
    """The spec given, or saved under the id given; the default one if neither is."""
    if "id" in given:
        if "spec" in given:
            raise invalid("#/id", "spec and id stand together; give one of them.")
        id = given["id"]
        return service.subject((("spec", id if isinstance(id, str) else ""),))
    with _below("#/spec"):
        spec = spec_of(given.get("spec", {}), service.settings.limits)
    subject = Subject(spec)
    if len(subject.query) > ADDRESS:
        subject = Subject(spec, f"spec={id_of(canonical_json(spec))}")
    return subject


@contextmanager
def _below(pointer: str) -> Iterator[None]:
    """Problems with a part of the body point into it."""
    try:
        yield
    except SpecError as error:
        raise SpecError(
            *(Problem(pointer + p.pointer.removeprefix("#"), p.detail) for p in error.problems)
        ) from None
    except Refusal as error:
        problems = [Problem(pointer, p.detail) for p in error.problems]
        raise Refusal(error.status, error.detail, problems) from None


def _answer(service: Service, asked: Asked) -> Answer:
    subject, k = asked.subject, asked.iteration
    most = max(FEWEST, BUDGET // (READABLE * subject.spec.work))
    slips = sum(1 for _ in islice(mistakes(subject.program, asked.name), most))

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        marking = Marking(found, asked.name, asked.typed, most)
        yield from marking.tries()
        return _reply(asked, marking)

    cost = work(subject, asked.typed.values.size, 1 + slips // 2) + PER_SLIP * slips
    return Answer("", k, cost, make)


def _reply(asked: Asked, marking: Marking) -> bytes:
    typed, marked = asked.typed, marking.result()
    right, blank = marked.right, typed.blank
    return dumps(
        {
            "format": FORMAT,
            "engine": ENGINE,
            "query": asked.subject.query,
            "iteration": asked.iteration,
            "matrix": asked.name,
            "shape": marking.truth.shape,
            "right": right.tolist(),
            "blank": blank.tolist(),
            "coarse": marked.coarse.tolist(),
            "digits": typed.decimals,
            "score": {"right": int(right.sum()), "of": marking.truth.size},
            "slips": [asdict(slip) for slip in marked.slips],
            "untold": [asdict(one) for one in marked.untold],
            "undecided": marked.undecided,
        }
    )
