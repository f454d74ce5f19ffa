"""θk has the same bits however it was reached; checkpoints, slices and batches on the way."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from app.engine.activations import ACTIVATIONS
from app.engine.batches import examples_at
from app.engine.spec import Spec
from app.engine.trace import trace
from app.engine.training import Runs
from tests.engine.fingerprint import digest
from tests.engine.specs import net

# --- the same bits however reached ---

SPECS: dict[str, dict[str, object]] = {
    "default": {},
    "wide": {"data": "moons", "m": 200, "hidden": [33, 17], "activation": "tanh", "lr": 0.05},
    "adam in batches": {"data": "iris", "m": 50, "optimizer": "adam", "batch": 16, "lr": 0.01},
    "long way": {"output_route": "chain", "optimizer": "momentum", "l2": 0.3, "lr": 0.05},
    **{
        f"activations {half}": {
            "hidden": [3] * len(names),
            "activation": names,
            "init": "xavier",
            "optimizer": "rmsprop",
            "lr": 1e-3,
        }
        # A network may have no more than eight hidden layers.
        for half, names in enumerate((list(ACTIVATIONS)[::2], list(ACTIVATIONS)[1::2]))
    },
    "no hidden layer": {"hidden": "none", "data": "digits", "m": 40, "freeze": "biases"},
    "diverges": {"data": "sine", "m": 20, "lr": 30, "init": "normal", "init_scale": 1},
}
K = 600
"""Past two places where a run leaves checkpoints."""

every_spec = pytest.mark.parametrize("fields", SPECS.values(), ids=list(SPECS))


@pytest.fixture(scope="module")
def first_reached() -> dict[str, str]:
    """Digest of iteration K when it is the first thing asked, for each spec."""
    return {key(fields): digest(trace(Spec.of(fields), K, Runs())) for fields in SPECS.values()}


def key(fields: dict[str, object]) -> str:
    return json.dumps(fields)


def test_in_a_fresh_process(first_reached):
    asked = "".join(f"{json.dumps([fields, K])}\n" for fields in SPECS.values())
    told = subprocess.run(
        [sys.executable, "-m", "tests.engine.fingerprint"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout.split() == list(first_reached.values())


@every_spec
def test_after_many_others_in_any_order(fields, first_reached):
    spec, runs = Spec.of(fields), Runs()
    for k in (0, 1, 2, 3, 255, 256, 257, 64, 900, 511, 599, 601, 100):
        trace(spec, k, runs)
    assert digest(trace(spec, K, runs)) == first_reached[key(fields)]


def test_after_every_one_before_it_in_turn(first_reached):
    spec, runs = Spec.of({}), Runs()
    for k in range(K):
        trace(spec, k, runs)
    assert digest(trace(spec, K, runs)) == first_reached["{}"]


@every_spec
def test_after_eviction(fields, first_reached):
    runs = Runs(max_bytes=1)
    spec = Spec.of(fields)
    trace(spec, K, runs)
    for seed in range(40):
        trace(Spec.of({"seed": seed}), 300, runs)
    assert digest(trace(spec, K, runs)) == first_reached[key(fields)]


@every_spec
def test_after_slices(fields, first_reached):
    spec, runs = Spec.of(fields), Runs()
    run = runs.run(spec, K)
    slices = 1
    while not run.advance(1e-9):
        slices += 1
    assert run.done
    assert slices > 1
    assert run.state.theta.tobytes() == Runs().state(spec, K).theta.tobytes()
    assert digest(trace(spec, K, runs)) == first_reached[key(fields)]


def test_slices_of_several_runs_may_take_turns():
    specs = [Spec.of({"seed": seed}) for seed in range(3)]
    runs = Runs()
    turns = [runs.run(spec, until) for spec in specs for until in (K, 300)]
    while [run for run in turns if not run.advance(1e-9)]:
        pass
    for run in turns:
        assert run.iteration == run.until
        alone = Runs().state(run.spec, run.until)
        assert run.state.theta.tobytes() == alone.theta.tobytes()


@every_spec
def test_in_threads_at_once(fields, first_reached):
    spec, runs, start = Spec.of(fields), Runs(), Barrier(4)

    def ask(k: int) -> str:
        start.wait()
        return digest(trace(spec, k, runs))

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(ask, (K, K + 7, K, 300)))
    assert told[0] == told[2] == first_reached[key(fields)]
    assert told[1] == digest(trace(spec, K + 7, Runs()))
    assert told[3] == digest(trace(spec, 300, Runs()))


# --- checkpoints, progress, batches ---


@pytest.mark.parametrize("most", [1, 5_000, 40_000])
def test_checkpoints_stay_within_their_bytes(most):
    runs = Runs(max_bytes=most)
    for seed in range(20):
        runs.state(Spec.of({"seed": seed}), 1000)
        assert runs.checkpoints.bytes <= max(most, 13_000), "one state may always stay"


def test_a_run_tells_how_far_it_is_and_goes_on_from_what_is_known():
    spec, runs = Spec.of({}), Runs()
    run = runs.run(spec, 2_000)
    seen = [run.iteration]
    while not run.advance(1e-9):
        seen.append(run.iteration)
    assert seen[0] == 0
    assert seen == sorted(set(seen))
    assert run.iteration == 2_000
    assert runs.run(spec, 2_000).done
    assert runs.run(spec, 1_900).iteration >= 1_500


@pytest.mark.parametrize(("m", "batch"), [(5, 2), (5, 5), (7, 3), (8, 1), (8, 4)])
def test_an_epoch_takes_every_example_once_in_the_seeds_order(m, batch):
    spec = Spec.of({"data": "moons", "m": m, "batch": batch, "seed": 11})
    runs, per_epoch = Runs(), -(-m // batch)
    for epoch in range(3):
        sequence = np.random.SeedSequence([11, 1, epoch])
        order = np.random.Generator(np.random.PCG64(sequence)).permutation(m).tolist()
        told = []
        for k in range(epoch * per_epoch, (epoch + 1) * per_epoch):
            found = trace(spec, k, runs)
            told += found.examples
            assert found.scalars["m"] == len(found.examples)
            assert (found.values["A0"] == spec.X[:, list(found.examples)]).all()
            assert (found.values["Y"] == spec.Y[:, list(found.examples)]).all()
        assert told == order


def test_without_batches_every_iteration_takes_all_in_order():
    found = trace(Spec.of({"m": 7}), 4, Runs())
    assert found.examples == tuple(range(7))
    assert examples_at(found.spec, 4) is None


def test_a_batch_of_all_is_the_whole_set_in_another_order():
    whole, batched = (Spec.of(net("tanh", "softmax", "cross_entropy", batch=b)) for b in (0, 5))
    ends = [Runs().state(spec, 50).theta for spec in (whole, batched)]
    assert np.abs(ends[0] - ends[1]).max() < 1e-12
