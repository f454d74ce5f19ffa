"""`/worksheet`: one iteration on paper, chosen matrices left blank, with a key; or many copies of
it, each from another seed, with one table of keys.
"""

from collections.abc import Generator
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.engine import names
from app.engine.fields import SEED
from app.engine.spec import Spec, SpecError
from app.engine.trace import Trace, trace_of
from app.engine.training import Runs
from app.web.answers import Body, fits, iteration_of, whole, work
from app.web.encode import Subject
from app.web.errors import Refusal, invalid
from app.web.reply import unless_left
from app.web.service import Answer, Question, Service
from app.web.sheet import Order, address, answers, sheet
from app.web.templates import render

OWN = frozenset({"blank", "copies", "theme"})
COPIES = 500
"""Most copies of a sheet."""
WIDEST, TALLEST = 16, 40
"""Columns and rows of a matrix that fit on A4."""
SLICE = 0.02
"""Seconds that a run goes on between two looks at what else is to be done."""
PER_SHEET = 3_000_000
"""Multiply-adds that take as long as writing a sheet, about."""


async def show(view: frozenset[str], request: Request) -> HTMLResponse:
    """The sheets as a page, or what is wrong with the address; `view` is passed over."""
    service: Service = request.app.state.service
    try:
        question = service.question(request.scope["query_string"], OWN | view)
        order = _order(service, question, request.url.netloc)
    except SpecError as error:
        first = error.problems[0]
        return _refused(422, f"{first.pointer.removeprefix('#/')}: {first.detail}")
    except Refusal as error:
        return _refused(error.status, error.detail)
    answer = _answer(service, order)
    made = None
    if service.at_once(order.subject, answer):
        made = service.compute.at_once(answer.make)
    if made is None:
        made = await unless_left(request, service.later(answer.own, order.subject, answer))
    return HTMLResponse(made, headers={"Cache-Control": "no-cache"})


def _refused(status: int, detail: str) -> HTMLResponse:
    values: dict[str, Any] = {
        "problem": detail,
        "theme": None,
        "sheets": [],
        "keys": [],
        "order": None,
    }
    return HTMLResponse(render("worksheet.html", values), status)


def _order(service: Service, question: Question, host: str) -> Order:
    """What an address asks for. Refusal or SpecError for what cannot be printed."""
    subject, own = question.subject, question.own
    iteration = iteration_of(service, question)
    copies = whole(question, "copies", 1, COPIES, 1)
    blank = _blank(subject, own.get("blank"))
    for name in subject.names:
        rows, columns = subject.shapes[name]
        if rows > TALLEST or columns > WIDEST:
            raise invalid(
                "#",
                f"{names.plain(name)} is {rows} × {columns}; at most {TALLEST} rows and {WIDEST} "
                "columns fit on a sheet. Take fewer examples (m) or units.",
            )
    spec, limits = subject.spec, service.settings.limits
    if copies > 1 and not _varies(spec):
        raise invalid(
            "#/copies",
            "With these weights every copy would be the same: no seed draws them. Take copies=1, "
            "or leave out init=zeros and the W given.",
        )
    if spec.seed + copies - 1 > SEED:
        raise invalid("#/copies", f"The last seed would be beyond {SEED}; take a smaller seed.")
    fits(service, copies * subject.size, "copies", "take fewer copies, examples (m) or units")
    if copies * iteration * spec.work > limits.work // 4:
        most = limits.work // 4 // (iteration * spec.work)
        raise invalid("#/copies", f"At most {most} copies of this iteration can be made at once.")
    theme = own.get("theme") if own.get("theme") in ("light", "dark") else None
    return Order(subject, iteration, blank, copies, host, theme)


def _blank(subject: Subject, text: str | None) -> tuple[str, ...]:
    """The matrices left blank: all gradients unless others are named, or none."""
    steps = subject.program.by_name
    if text is None:
        return tuple(name for name in steps if names.split(name)[0] in ("dZ", "dW", "db", "dA"))
    wanted = set() if text in ("", "none") else set(text.split(","))
    if not wanted <= set(steps):
        raise invalid(
            "#/blank",
            "blank: names of steps with commas between are expected, out of "
            f"{', '.join(steps)}; or none.",
        )
    return tuple(name for name in steps if name in wanted)


def _varies(spec: Spec) -> bool:
    """Whether another seed gives other weights, or other batches."""
    own = {name for name, _ in spec.own if name.startswith("W")}
    drawn = len(own) < len(spec.layers) - 1 and spec.init != "zeros"
    return drawn or bool(spec.batch)


def _answer(service: Service, order: Order) -> Answer:
    subject, k = order.subject, order.iteration

    def make() -> Body:
        sheets, keys = [], []
        for number in range(order.copies):
            spec = subject.spec.replace(seed=subject.spec.seed + number) if number else subject.spec
            found = yield from _reach(spec, k, service.runs)
            sheets.append(sheet(order, found, number))
            keys.append(answers(order, found, number))
            yield
        values = {
            "problem": None,
            "theme": order.theme,
            "sheets": sheets,
            "keys": keys,
            "order": order,
            "studio": "/" + address(order, subject.spec).partition("/")[2],
        }
        return render("worksheet.html", values).encode()

    key = f"worksheet {subject.query} {k} {order.blank} {order.copies} {order.host} {order.theme}"
    ahead = (order.copies - 1) * k * subject.spec.work
    return Answer(key, k, work(subject, 0, order.copies) + ahead + PER_SHEET * order.copies, make)


def _reach(spec: Spec, iteration: int, runs: Runs) -> Generator[None, None, Trace]:
    """The iteration of one copy, a slice at a time."""
    run = runs.run(spec, iteration)
    while not run.advance(SLICE):
        yield
    return trace_of(spec, run.state, iteration)
