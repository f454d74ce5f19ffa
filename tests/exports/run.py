"""Makes the files of a moment and runs what they hold."""

import contextlib
import io
import sys
from typing import Any
from unittest.mock import patch

import numpy as np

from app.engine.spec import Spec
from app.engine.trace import Trace, trace
from app.engine.training import Runs
from app.exports.script import NUMPY, Language, script
from app.exports.source import Source, file_name
from app.web.address import canonical

RUNS = Runs()


def source(spec: Spec, k: int) -> Source:
    """What files of iteration k are made of."""
    return Source(trace(spec, k, RUNS), canonical(spec), file_name(spec, k, ".py"), "a test")


def text(spec: Spec, k: int, language: Language = NUMPY) -> str:
    """The script of iteration k."""
    return "".join(script(source(spec, k), language))


def run(code: str, *switches: str, **names: object) -> dict[str, Any]:
    """Every name of a script that was run, and under `printed` what it printed."""
    scope = {"__name__": "__main__", **names}
    out = io.StringIO()
    with (
        np.errstate(),
        patch.object(sys, "argv", ["script.py", *switches]),
        contextlib.redirect_stdout(out),
    ):
        exec(compile(code, "script.py", "exec"), scope)
    return scope | {"printed": out.getvalue()}


def same_bits(scope: dict[str, np.ndarray], found: Trace) -> int:
    """That every matrix of the trace is there, to the last bit; how many numbers that were."""
    for name, ours in found.values.items():
        theirs = scope[name]
        assert (theirs.shape, theirs.dtype) == (ours.shape, ours.dtype), name
        assert theirs.tobytes() == ours.tobytes(), (name, found.spec.given())
    return sum(array.size for array in found.values.values())
