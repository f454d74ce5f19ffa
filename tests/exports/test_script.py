"""The script gives the iteration back to the last bit, and trains to it from the start."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from app.engine.limits import Limits
from app.engine.spec import Spec
from app.engine.trace import trace
from app.web.address import parse
from app.web.presets import PRESETS
from tests.engine.generate import specs
from tests.engine.specs import EVERY_NET, updates, ways
from tests.exports.run import RUNS, run, same_bits, text

KIND = "bit for bit with the exported script"


@pytest.mark.parametrize(("g", "output", "loss"), EVERY_NET)
def test_every_net_comes_back(g, output, loss, count):
    for spec in list(ways(g, output, loss))[::5]:
        count(KIND, same_bits(run(text(spec, 3)), trace(spec, 3, RUNS)))


def test_every_update_comes_back_and_trains_from_the_start(count):
    for spec in list(updates())[::3]:
        found, code = trace(spec, 3, RUNS), text(spec, 3)
        count(KIND, same_bits(run(code), found))
        trained = run(code, "--from-start")
        assert trained["start"] == 0
        assert trained["J"][0, 0] == pytest.approx(found.J, rel=1e-9), spec.given()


@settings(max_examples=200)
@given(specs(), integers(0, 5))
def test_any_spec_comes_back(spec, k):
    """As matrices, also where entries of 1e100 make some that are not finite, and as a spec."""
    same_bits(run(text(spec, k)), trace(spec, k, RUNS))
    assert Spec.of(orjson.loads(orjson.dumps(spec.fields()))) == spec


@pytest.mark.parametrize("k", [1, 10, 100])
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.slug)
def test_a_preset_trained_from_the_start_has_the_same_loss(preset, k):
    spec = parse(preset.moment.spec, Limits())
    found, trained = trace(spec, k, RUNS), run(text(spec, k), "--from-start")
    assert trained["J"] == pytest.approx(found.values["J"], rel=1e-9, nan_ok=True)


def test_the_displayed_lines_stand_in_it_in_order_under_their_phases():
    spec = Spec.of({"optimizer": "adam", "l2": 0.5})
    code = text(spec, 6)
    steps = trace(spec, 6, RUNS).program.steps
    lines = [line.strip().partition("  # ")[0].rstrip() for line in code.splitlines()]
    assert [line for line in lines if line in {step.code for step in steps}] == [
        step.code for step in steps
    ]
    heads = re.findall(r"^    # (Forward|Loss|Backward|Update): .*\n    (\w+) = ", code, re.M)
    assert heads == [
        ("Forward", "Z1"), ("Loss", "L"), ("Backward", "dZ2"), ("Update", "mW1_next")
    ]  # fmt: skip


def test_it_says_where_it_comes_from_and_what_to_expect():
    spec = Spec.of({"data": "moons", "l2": 0.5, "hidden": "3"})
    code, found = text(spec, 6), trace(spec, 6, RUNS)
    told = ast.get_docstring(ast.parse(code))
    assert told.startswith("Iteration 6 ")
    assert "\n/?data=moons&hidden=3&l2=0.5&iteration=6\n" in told
    assert "stepgrad-moons-2-3-1-iteration-6.py --from-start" in told
    assert "l2=0.5" in code.partition("import")[0].replace(told, "")
    assert "  # 3 × 8\n" in code
    assert run(code)["printed"] == f"iteration 6: J = {found.J}\naccuracy {found.accuracy}\n"
    assert f"# {found.J!r}\n" in code
    assert f"# {found.accuracy!r}\n" in code


def test_a_run_that_overflowed_ends_in_the_iteration_where_it_did():
    spec = Spec.of({"data": "sine", "lr": 1e6, "activation": "identity"})
    found, code = trace(spec, 100, RUNS), text(spec, 100)
    where = found.nonfinite
    assert 0 < where.iteration < 100
    assert f"In iteration {where.iteration} the numbers overflow, first in {where.step}: " in code
    same_bits(run(code), found)


# --- as a learner runs it ---

ALONE = """
import runpy, sys
target = sys.argv.pop(1)
scope = runpy.run_path("script.py", run_name="__main__")
arrays = {name: value for name, value in scope.items() if hasattr(value, "tobytes")}
sys.modules["numpy"].savez(target, **arrays)
"""


def run_alone(code: str, folder: Path, *switches: str, **threads: str) -> dict[str, np.ndarray]:
    """The script run by a Python of its own, with as many threads as there are unless told."""
    (folder / "script.py").write_text(code)
    others = {name: value for name, value in os.environ.items() if "_NUM_THREADS" not in name}
    command = [sys.executable, "-c", ALONE, "out.npz", *switches]
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, env=others | threads, cwd=folder, stdout=quiet)
    return dict(np.load(folder / "out.npz"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"X": [[1, 2, 3]], "Y": [[0, 0.5, 1e-300]], "b1": [0.1, -0.2, 0.3, 0.4]},
        {"data": "iris", "m": 7, "batch": 3, "optimizer": "adam", "output_route": "chain"},
    ],
    ids=["default", "own data", "batches"],
)
def test_it_needs_nothing_but_numpy(fields, tmp_path):
    spec = Spec.of(fields)
    code = text(spec, 4)
    same_bits(run_alone(code, tmp_path), trace(spec, 4, RUNS))
    assert set(re.findall(r"^ *(?:import|from) (.*)", code, re.M)) <= {"sys", "os", "numpy as np"}


def test_threads_do_not_move_the_last_bit_of_a_large_net(tmp_path):
    code = text(Spec.of({"data": "digits", "m": 300, "hidden": "100"}), 4)
    free = code.replace("OPENBLAS_NUM_THREADS", "ANY")
    bound = run_alone(free, tmp_path, OPENBLAS_NUM_THREADS="1")
    for name, array in run_alone(code, tmp_path).items():
        assert array.tobytes() == bound[name].tobytes(), name


def test_the_switch_is_taken_from_the_command_line(tmp_path):
    spec = Spec.of({"batch": 3})
    trained = run_alone(text(spec, 40), tmp_path, "--from-start")
    assert trained["J"] == pytest.approx(trace(spec, 40, RUNS).values["J"], rel=1e-9)
