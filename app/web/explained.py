"""What the templates of layers, tape and reasons read about a program."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from app.engine import names
from app.engine.fields import BY_NAME
from app.engine.operation import Step
from app.engine.program import compile
from app.engine.pytorch import autograd, torch_line
from app.engine.slips import slips_of
from app.engine.spec import Limits, Spec
from app.web import markup
from app.web.encode import Subject
from app.web.presets import PRESETS


def parts(subject: Subject, limits: Limits, index: int, beat: int) -> dict[str, Any]:
    """What the templates of layers, tape and reasons read."""
    spec, steps = subject.spec, subject.program.steps
    now = steps[index]
    shown = [
        {
            "writes": step.writes,
            "phase": step.phase,
            "title": step.title,
            "symbol": markup.symbol(step.writes),
            "spoken": markup.spoken(step.writes),
            "later": i > index or (i == index and beat == 1),
        }
        for i, step in enumerate(steps)
    ]
    phases = [(phase, list(group)) for phase, group in groupby(shown, lambda one: one["phase"])]
    same = [one["writes"] for one in shown if one["phase"] == now.phase]
    return {
        "layers": spec.layers,
        "activations": [_label(name) for name in spec.activations],
        "activation_choices": BY_NAME["activation"].choices,
        "limits": limits,
        "phases": phases,
        "step": now,
        "place": f"{same.index(now.writes) + 1} of {len(same)}",
        "explained": _explained(spec),
        "presets": PRESETS,
        "problem": None,
    }


def _label(name: str) -> str:
    choices = (*BY_NAME["activation"].choices, *BY_NAME["output"].choices)
    return next(label for value, label, _ in choices if value == name)


@lru_cache(maxsize=64)
def _explained(spec: Spec) -> list[dict[str, Any]]:
    """Why, shapes and code of every step."""
    last = len(spec.layers) - 1
    m = min(spec.batch, spec.m) or spec.m
    return [
        {
            "writes": step.writes,
            "phase": step.phase,
            "why": markup.prose(step.why),
            "shapes": markup.shapes(step, last),
            "numbers": markup.in_numbers(step, spec.layers, m),
            "notes": markup.notes(step),
            "slips": bool(slips_of(step, spec)),
            "switches": list(_switches(step, spec)),
            "code": step.code,
            "torch": torch_line(step),
            "autograd": autograd(step, spec),
            "letters": markup.letters(step, last),
        }
        for step in Subject(spec).program.steps
    ]


def _switches(step: Step, spec: Spec) -> Iterator[dict[str, str]]:
    """Ways of writing the same run otherwise, where they are seen: a field, its other value."""
    last = len(spec.layers) - 1
    ways = [f"{kind}{last}" for kind in ("dA", "gprime", "Jac", "dZ")]
    kind, _, _ = names.split(step.writes)
    first = next(one.writes for one in compile(spec).steps if one.phase == "backward")
    starts = step.writes == first
    if step.writes in (first, ways[-1]) or kind in ("dW", "db", "J"):
        there = "Move the 1/m here" if starts else "Move the 1/m to the start"
        back = "Move the 1/m back to dW and db"
        inside = spec.average == "loss"
        yield {
            "field": "average",
            "value": "" if inside else "loss",
            "to": step.writes,
            "label": back if inside else there,
        }
    if step.writes in ways and _two_routes(spec):
        long = spec.output_route == "chain"
        yield {
            "field": "output_route",
            "value": "" if long else "chain",
            "to": ways[-1],
            "label": "Take the short cut" if long else "Go the long way",
        }


def _two_routes(spec: Spec) -> bool:
    """Whether the long way from the loss to dZ is another one."""
    lines = [
        [step.code for step in compile(spec.replace(output_route=route)).steps]
        for route in ("shortcut", "chain")
    ]
    return lines[0] != lines[1]
