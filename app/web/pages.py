"""The pages: `/`, `/embed`, `/present`, `/tour`; and `/why`, what of a page follows from a program.

The first paint needs no further request: heading, tape and reasons are rendered here, and the
moment is in the page as JSON. An address that is no network gives the page with the reason.
"""

import re
from typing import Any

import orjson
from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.engine.fields import BY_NAME, FIELDS
from app.engine.spec import Problem, Spec, SpecError
from app.web import examples, numbers, qr, query, teaching, thumbs, tour, worksheet
from app.web.answers import answer_trace, iteration_of
from app.web.encode import Subject
from app.web.errors import Refusal, document
from app.web.explained import parts
from app.web.service import Question, Service
from app.web.templates import render

VIEW = frozenset(
    {
        *("beat", "beats", "cell", "example", "hide", "theme", "view", "ask", "pin", "pinspec"),
        "labels",
    }
)
"""What a page's address holds beside a spec and a position."""
ASKS = re.compile(r"shape|(?:sign|cells)(?::[1-6])?")
"""What `ask` may have predicted before a result is shown, of how many cells."""
PANELS = ("builder", "map", "ledger", "training", "why", "controls")
"""What `hide` may name; other names are passed over."""
INLINE = ("m", "lr", "init", "seed")
"""Fields in the builder's row; the layers and the data are there in their own form."""
ELSEWHERE = ("data", "hidden", "activation", "X", "Y")

router = APIRouter(include_in_schema=False)
router.include_router(teaching.router)
router.include_router(examples.router)
router.include_router(numbers.router)


@router.get("/")
async def studio(request: Request) -> HTMLResponse:
    return page(request, "studio.html")


@router.get("/embed")
async def embed(request: Request) -> HTMLResponse:
    return page(request, "embed.html")


@router.get("/present")
async def present(request: Request) -> HTMLResponse:
    return page(request, "present.html")


@router.get("/tour")
async def ten_minutes(request: Request) -> Response:
    return tour.to_the_net(request) or page(request, "tour.html")


@router.get("/qr.svg")
async def qr_code(request: Request) -> Response:
    return qr.show(VIEW, request)


@router.get("/worksheet")
async def paper(request: Request) -> HTMLResponse:
    return await worksheet.show(VIEW, request)


@router.get("/why")
async def why(request: Request) -> HTMLResponse:
    """Layers, tape and reasons of a spec's program, as HTML to put into an open page."""
    service: Service = request.app.state.service
    question = service.question(request.scope["query_string"], VIEW)
    values = parts(question.subject, service.settings.limits, 0, 1)
    html = render("_program.html", values)
    # A sandboxed frame has no origin, so to it even our own replies are foreign.
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, no-cache"}
    return HTMLResponse(html, headers=headers)


def page(request: Request, template: str) -> HTMLResponse:
    """A page at the moment of its address."""
    service: Service = request.app.state.service
    try:
        question = service.question(request.scope["query_string"], VIEW)
        iteration = iteration_of(service, question)
    except SpecError as error:
        return _refused(request, template, 422, error.problems)
    except Refusal as error:
        problems = error.problems or (Problem("#", error.detail),)
        return _refused(request, template, error.status, problems)
    subject, own = question.subject, question.own
    steps = subject.program.steps
    index = {step.writes: i for i, step in enumerate(steps)}.get(own.get("step", ""), 0)
    named = own.get("step") in subject.steps
    usual = 2 if named and not ASKS.fullmatch(own.get("ask", "")) else 1
    beat = int(own["beat"]) if named and own.get("beat") in ("1", "2") else usual
    trace = _trace_now(service, subject, iteration)
    values = {
        **parts(subject, service.settings.limits, index, beat),
        **_builder(subject.spec),
        "query": subject.query,
        "hides": [name for name in PANELS if name in own.get("hide", "").split(",")],
        "theme": own.get("theme") if own.get("theme") in ("light", "dark") else None,
        "status": "ok" if trace else "loading",
        "iteration": iteration,
        "beat": beat,
        "moment": _script(b'{"trace":' + (trace or b"null") + b"}"),
    }
    return HTMLResponse(render(template, values))


def _trace_now(service: Service, subject: Subject, iteration: int) -> bytes | None:
    """The trace if it can be made at once; else the page asks for it, and shows how far it is."""
    try:
        answer = answer_trace(service, Question(subject, {"iteration": str(iteration)}))
    except Refusal:  # more numbers than a reply holds: the page takes them step by step
        return None
    return service.compute.at_once(answer.make) if service.at_once(subject, answer) else None


def _refused(
    request: Request, template: str, status: int, problems: tuple[Problem, ...]
) -> HTMLResponse:
    """The page with what is wrong, and the builder of the network without that."""
    service: Service = request.app.state.service
    subject = _without(service, request.scope["query_string"], problems)
    detail = problems[0].detail
    moment = {
        "trace": None,
        "problem": document(status, detail, problems),
        "spec": subject.spec.fields(),
        "layers": subject.spec.layers,
        "activations": subject.spec.activations,
    }
    values = {
        **parts(subject, service.settings.limits, 0, 1),
        **_builder(subject.spec),
        "step": None,
        "phases": [],
        "explained": [],
        "problem": {"title": "This address is no network", "detail": detail},
        "query": None,
        "hides": [],
        "theme": None,
        "status": "error",
        "iteration": 0,
        "beat": 1,
        "moment": _script(orjson.dumps(moment)),
    }
    return HTMLResponse(render(template, values), status)


def _without(service: Service, raw: bytes, problems: tuple[Problem, ...]) -> Subject:
    """The network of a query less the fields refused; the default one if that is none either."""
    refused = {problem.pointer.split("/")[1] for problem in problems if "/" in problem.pointer}
    try:
        pairs = query.pieces(raw, service.settings.address_bytes)
        kept = ((name, text) for name, text in pairs if name in BY_NAME and name not in refused)
        return service.subject(tuple(kept))
    except (SpecError, Refusal):
        return service.subject(())


def _script(json: bytes) -> Markup:
    """JSON that may stand inside a script element."""
    return Markup(json.replace(b"<", b"\\u003c").decode())


def _builder(spec: Spec) -> dict[str, Any]:
    """What the builder reads: fields with their values, pictures of the data."""
    elsewhere = (*INLINE, *ELSEWHERE)
    return {
        "inline": [BY_NAME[name] for name in INLINE],
        "folded": [
            field
            for field in FIELDS
            if field.name not in elsewhere and field.kind not in ("matrix", "column")
        ],
        "spec": spec.fields(),
        "datasets": thumbs.pictures(),
        "data_label": dict((v, label) for v, label, _ in BY_NAME["data"].choices)[spec.data],
    }
