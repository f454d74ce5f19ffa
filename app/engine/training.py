"""Runs: from a spec to θk for any k, with checkpoints, in slices that can be resumed.

Checkpoints only save work: θk is the same whether it was reached from θ0 or from any of them.
"""

import bisect
import threading
import time
from collections import OrderedDict

import numpy as np

from app.engine.batches import examples_at
from app.engine.fast_forward import FastForward, LineForward, safe_square
from app.engine.operation import Array
from app.engine.optimizers import OPTIMIZERS
from app.engine.program import compile
from app.engine.spec import Spec
from app.engine.state import State, initial_state, is_finite, run_program

CHUNK = 64
"""Most iterations between two looks at the clock."""
SPEED = 1e9
"""Multiply-adds a second that may be counted on."""
SPACING = 256
"""Iterations between checkpoints left by a run."""
ENGINE_BYTES = 64 << 20
"""Most bytes, about, of the buffers of compiled maps kept for reuse."""


class Checkpoints:
    """States by (spec, iteration), least recently used out first, bounded in bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.bytes = max_bytes, 0
        self._states: OrderedDict[tuple[str, int], State] = OrderedDict()
        self._iterations: dict[str, list[int]] = {}
        self._spec_bytes: dict[str, int] = {}
        self._lock = threading.Lock()

    def put(self, spec: Spec, state: State) -> None:
        run = spec.key
        key = (run, state.iteration)
        with self._lock:
            if key in self._states:
                self._states.move_to_end(key)
                return
            self._states[key] = state
            self.bytes += _size(state)
            if run not in self._iterations:
                self._iterations[run] = []
                self._spec_bytes[run] = _spec_size(spec)
                self.bytes += self._spec_bytes[run]
            bisect.insort(self._iterations[run], state.iteration)
            while self.bytes > self.max_bytes and len(self._states) > 1:
                (old, iteration), evicted = self._states.popitem(last=False)
                self.bytes -= _size(evicted)
                self._iterations[old].remove(iteration)
                if not self._iterations[old]:
                    del self._iterations[old]
                    self.bytes -= self._spec_bytes.pop(old)

    def nearest(self, spec: Spec, iteration: int) -> State | None:
        """The last state at or before `iteration`."""
        with self._lock:
            at = self._iterations.get(spec.key)
            place = bisect.bisect_right(at, iteration) if at else 0
            if not at or not place:
                return None
            key = (spec.key, at[place - 1])
            self._states.move_to_end(key)
            return self._states[key]


def _size(state: State) -> int:
    return state.theta.nbytes + 400


def _spec_size(spec: Spec) -> int:
    """Bytes that a spec takes as a key, about: itself, its data and parameters some three times."""
    return 10_000 + 24 * (spec.X.size + spec.Y.size + spec.parameters)


def _buffers(spec: Spec) -> int:
    """Bytes of an engine's buffers, about: seven of n × m for each layer."""
    return 7 * 8 * sum(spec.layers) * spec.m + 50_000


class Engine:
    """F for one spec: θ, and a map for each size of batch."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.theta: Array = initial_state(spec).theta
        exact = spec.output_route == "chain" or not OPTIMIZERS[spec.optimizer].flat
        self.kind = LineForward if exact else FastForward
        self.safe = safe_square(spec)
        self.maps: dict[int, FastForward | LineForward] = {}
        self.bytes = _buffers(spec)

    def _map(self, k: int) -> FastForward | LineForward:
        columns = examples_at(self.spec, k)
        m = self.spec.m if columns is None else len(columns)
        new = m not in self.maps
        if new:
            self.maps[m] = self.kind(self.spec, m, self.theta)
        if columns is not None:
            self.maps[m].load(self.spec.X[:, columns], self.spec.Y[:, columns])
        elif new:
            self.maps[m].load(self.spec.X, self.spec.Y)
        return self.maps[m]

    def advance(self, k: int, count: int) -> tuple[int, bool]:
        """Up to `count` updates from θk; the new k, and whether θ there has diverged."""
        with np.errstate(all="ignore"):
            count = 1 if self.spec.batch else count
            step = self._map(k)
            done = step.steps(k, count, self.safe)
            if done == count:
                return k + done, False
            k += done
            state = State(k, self.theta)
            if not is_finite(run_program(compile(self.spec), state)):
                return k, True
            return k + step.steps(k, 1, np.inf), False


class Run:
    """A run towards iteration `until`, advanced slice by slice by one caller at a time."""

    def __init__(self, runs: "Runs", spec: Spec, until: int) -> None:
        self._runs, self.spec, self.until = runs, spec, until
        self.state = runs.checkpoints.nearest(spec, until) or initial_state(spec)

    @property
    def iteration(self) -> int:
        return self.state.iteration

    @property
    def done(self) -> bool:
        return self.state.diverged or self.state.iteration >= self.until

    def advance(self, seconds: float) -> bool:
        """Work for about so long; whether the run is done. Leaves checkpoints."""
        end = time.perf_counter() + seconds
        engine = self._runs.borrow(self.spec)
        np.copyto(engine.theta, self.state.theta)
        k, diverged = self.state.iteration, self.state.diverged
        chunk = max(1, min(CHUNK, int(seconds * SPEED / 4 / self.spec.work)))
        while k < self.until and not diverged:
            edge = min(self.until, (k // SPACING + 1) * SPACING)
            k, diverged = engine.advance(k, min(chunk, edge - k))
            if k == edge or diverged:
                self.state = State(k, engine.theta.copy(), diverged)
                self._runs.checkpoints.put(self.spec, self.state)
            if time.perf_counter() >= end:
                break
        if self.state.iteration < k:
            self.state = State(k, engine.theta.copy())
        self._runs.give_back(engine)
        return self.done


class Runs:
    """All runs of a process: checkpoints and compiled maps, shared by threads."""

    def __init__(self, max_bytes: int = 64 << 20) -> None:
        self.checkpoints = Checkpoints(max_bytes)
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def run(self, spec: Spec, until: int) -> Run:
        """A run to `until`, from the nearest checkpoint."""
        return Run(self, spec, until)

    def state(self, spec: Spec, iteration: int) -> State:
        """θ at `iteration`, or at the last iteration before it, where the run diverged."""
        run = self.run(spec, iteration)
        while not run.done:
            run.advance(0.05)
        return run.state

    def borrow(self, spec: Spec) -> Engine:
        with self._lock:
            engine = self._engines.pop(spec.key, None)
            self._bytes -= engine.bytes if engine else 0
        return engine or Engine(spec)

    def give_back(self, engine: Engine) -> None:
        with self._lock:
            if engine.spec.key not in self._engines:
                self._bytes += engine.bytes
            self._engines[engine.spec.key] = engine
            while self._bytes > ENGINE_BYTES and len(self._engines) > 1:
                self._bytes -= self._engines.popitem(last=False)[1].bytes
