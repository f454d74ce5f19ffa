"""Pages to teach from: `/questions`, each with the moment that answers it, and `/tour`."""

from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.engine.training import Runs
from app.web import markup
from app.web.moment import Moment
from app.web.pictures import picture
from app.web.questions import QUESTIONS, Question
from app.web.templates import render

THEMES = ("light", "dark")
RUNS = Runs(1 << 20)

router = APIRouter(include_in_schema=False)


@router.get("/questions")
def questions(request: Request) -> HTMLResponse:
    """What learners ask, with answers."""
    return HTMLResponse(render("questions.html", {"questions": _questions(), **theme(request)}))


def theme(request: Request) -> dict[str, str | None]:
    """The theme that the address asks for."""
    asked = request.query_params.get("theme")
    return {"theme": asked if asked in THEMES else None}


@lru_cache(maxsize=1)
def _questions() -> list[dict[str, Any]]:
    return [_question(question) for question in QUESTIONS]


def _question(question: Question) -> dict[str, Any]:
    moment = question.moment
    found = moment.trace(RUNS)
    return {
        "slug": question.slug,
        "asks": markup.sentence(question.asks),
        "answer": markup.prose(question.answer),
        "address": moment.address,
        "symbol": markup.symbol(moment.step),
        "spoken": markup.spoken(moment.step),
        "phase": found.program.by_name[moment.step].phase,
        "net": net(moment),
        "picture": picture(found, moment.step, moment.cell),
        "more": [(label, other.address) for label, other in question.more],
    }


def net(moment: Moment) -> str:
    """The network of a moment in a few characters: its sizes, examples, iteration."""
    found = moment.trace(RUNS)
    sizes = "-".join(map(str, found.spec.layers))
    return f"{sizes}, m = {len(found.examples)}, iteration {moment.iteration}"
