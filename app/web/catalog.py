"""The catalog: every field with its range and choices, the limits, the operations."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.engine.activations import ACTIVATIONS
from app.engine.fields import FIELDS, Field
from app.engine.losses import PAIRS
from app.engine.operation import PATTERNS
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import compile
from app.engine.spec import Spec
from app.settings import Settings
from app.web.encode import JSON, dumps
from app.web.identity import ENGINE, FORMAT
from app.web.reply import of_everyone
from app.web.service import Service


def catalog(settings: Settings) -> dict[str, Any]:
    """What a client needs to know to write a spec."""
    return {
        "format": FORMAT,
        "engine": ENGINE,
        "query": "",
        "limits": limits(settings),
        "fields": [field_json(field) for field in FIELDS],
        "operations": operations(),
        "patterns": dict(PATTERNS),
    }


async def show_catalog(request: Request) -> Response:
    """The catalog as a reply, made once."""
    service: Service = request.app.state.service
    return of_everyone(request, lambda: dumps(catalog(service.settings)), JSON)


def limits(settings: Settings) -> dict[str, int | float]:
    """Every limit, the engine's and the server's, by name."""
    own = asdict(settings)
    engine = own.pop("limits")
    del own["data_dir"]
    return {**engine, **own}


def field_json(field: Field) -> dict[str, Any]:
    """One field as the builder and the documentation show it."""
    choices = [{"value": v, "label": label, "help": help} for v, label, help in field.choices]
    return {
        "name": field.name,
        "label": field.label,
        "help": field.help,
        "type": field.kind,
        "default": field.default,
        "min": field.minimum,
        "max": field.maximum,
        "choices": choices,
    }


@cache
def operations() -> list[dict[str, Any]]:
    """Every operation that some program uses, each as its first step shows it."""
    found: dict[str, dict[str, Any]] = {}
    for values in _every_kind():
        for step in compile(Spec.of(values)).steps:
            operation = step.operation
            found.setdefault(
                operation.name,
                {
                    "name": operation.name,
                    "phase": step.phase,
                    "pattern": operation.pattern,
                    "tex": step.tex,
                    "code": step.code,
                    "why": step.why,
                },
            )
    return list(found.values())


def _every_kind() -> Iterator[Mapping[str, object]]:
    """Small specs that together use all there is."""
    yield {"input_gradient": True}
    yield from ({"activation": name} for name in ACTIVATIONS)
    yield from ({"optimizer": name} for name in OPTIMIZERS)
    for average in ("gradients", "loss"):
        for l2 in (0, 1):
            yield {"average": average, "l2": l2}
        for output, losses in PAIRS.items():
            for loss in losses:
                for route in ("shortcut", "chain"):
                    yield {
                        "output": output, "loss": loss, "average": average, "output_route": route
                    }  # fmt: skip
