"""What the templates of layers, tape and reasons read about a program."""

from functools import lru_cache
from itertools import groupby
from typing import Any

from app.engine.fields import BY_NAME
from app.engine.spec import Limits, Spec
from app.web import markup
from app.web.encode import Subject

PRESETS = (
    {"query": "", "label": "Default net", "help": "2-4-3 on the spiral, eight examples"},
    {
        "query": "data=tiny&hidden=3&init=tidy",
        "label": "Lecture net",
        "help": "small whole numbers and halves: to be multiplied by eye",
    },
)


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
            "code": step.code,
            "letters": markup.letters(step, last),
        }
        for step in Subject(spec).program.steps
    ]
