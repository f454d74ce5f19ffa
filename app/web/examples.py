"""The page `/examples`: published figures beside ours, and the classic lessons."""

from functools import cache
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.engine.program import compile
from app.engine.trace import trace
from app.engine.training import Runs
from app.web import markup
from app.web.encode import Subject
from app.web.errors import Refusal
from app.web.gallery import CASES, Case, Compared, Figure, compare, position
from app.web.pictures import picture
from app.web.presets import PRESETS, Preset
from app.web.service import Answer, Service
from app.web.specs import canonical_json, id_of
from app.web.tasks import Make
from app.web.teaching import net, theme
from app.web.templates import render

LESSONS = ("xor", "straight", "unit-off", "all-off", "zeros", "sigmoids")
RUNS = Runs(1 << 22)
_made: dict[str, bytes] = {}
"""Rows of the figures that take longer, once they have been made."""

router = APIRouter(include_in_schema=False)


@router.get("/examples")
def examples(request: Request) -> HTMLResponse:
    """All cases and lessons."""
    later = {slug: Markup(rows.decode()) for slug, rows in _made.items()}
    values = {"cases": _cases(), "lessons": _lessons(), "later": later, **theme(request)}
    return HTMLResponse(render("gallery.html", values))


@router.get("/examples/{slug}")
def example(request: Request, slug: str) -> RedirectResponse:
    """A case in the studio, at the moment of the query, else at the one worth a look."""
    case = _case(slug)
    service: Service = request.app.state.service
    if case.query.startswith("spec="):
        text = canonical_json(case.spec)
        service.store.save(id_of(text), text.decode())
    return RedirectResponse(f"/?{case.query}&{request.url.query or position(**case.opens)}")


@router.get("/examples/{slug}/figures")
async def figures(request: Request, slug: str) -> HTMLResponse:
    """The figures of a case that take longer, as rows of its table."""
    case = _case(slug)
    if slug not in _made:
        service: Service = request.app.state.service
        later = case.later
        reach = max((figure.reach for figure in later), default=0)
        answer = Answer("", reach, reach * case.spec.work, _rows(service, case))
        _made[slug] = await service.later(request.url.path, Subject(case.spec, case.query), answer)
    return HTMLResponse(_made[slug])


def _case(slug: str) -> Case:
    if slug not in CASES:
        raise Refusal(404, "No example has this name; all of them are at /examples.")
    return CASES[slug]


def _rows(service: Service, case: Case) -> Make:
    def make() -> Any:
        found = yield from compare(case, case.later, service.runs)
        return render("_figures.html", {"figures": _shown(case, found)}).encode()

    return make


@cache
def _cases() -> list[dict[str, Any]]:
    return [_described(case) for case in CASES.values()]


def _described(case: Case) -> dict[str, Any]:
    found = _finished(case, case.now)
    wrong = any(figure.made for figure in case.figures)
    shown = _shown(case, found)
    at = case.picture
    return {
        "case": case,
        "wrong": wrong,
        "convention": markup.prose(case.convention),
        "note": markup.prose(case.note) if case.note else "",
        "opens": case.address(**case.opens),
        "symbol": markup.symbol(case.opens["step"]),
        "phase": compile(case.spec).by_name[case.opens["step"]].phase,
        "figures": [one for one in shown if not wrong or one["status"] != "agrees"],
        "folded": [one for one in shown if wrong and one["status"] == "agrees"],
        "count": len(case.later),
        "picture": picture(trace(case.spec, at["iteration"], RUNS), at["step"], at["cell"]),
        "pictured": case.address(**at),
    }


def _finished(case: Case, figures: list[Figure]) -> tuple[Compared, ...]:
    parts = compare(case, figures, RUNS)
    while True:
        try:
            next(parts)
        except StopIteration as stop:
            found: tuple[Compared, ...] = stop.value
            return found


def _shown(case: Case, found: tuple[Compared, ...]) -> list[dict[str, Any]]:
    """Compared figures as the table has them."""
    return [
        {
            "symbol": markup.symbol(one.figure.matrix),
            "new": one.figure.matrix.endswith("_next"),
            "iteration": one.figure.iteration if case.later else None,
            "times": one.figure.times,
            "address": case.address(one.figure.matrix, one.figure.iteration),
            "rows": one.rows,
            "made": one.made,
            "explained": one.explained,
            "why": one.figure.why,
            "status": one.status,
            "verdict": one.verdict,
        }
        for one in found
    ]


@cache
def _lessons() -> list[dict[str, Any]]:
    by_slug = {preset.slug: preset for preset in PRESETS}
    return [_lesson(by_slug[slug]) for slug in LESSONS]


def _lesson(preset: Preset) -> dict[str, Any]:
    found = preset.moment.trace(RUNS)
    return {
        "preset": preset,
        "look": markup.sentence(preset.look[0].upper() + preset.look[1:]),
        "symbol": markup.symbol(preset.moment.step),
        "phase": found.program.by_name[preset.moment.step].phase,
        "picture": picture(found, preset.moment.step, preset.moment.cell),
        "net": net(preset.moment),
    }
