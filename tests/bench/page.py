"""The page: a real Chromium, beside a bare canvas with the same cells, in the same run.

From the key's own time stamp to the end of the frame in which the step is seen. The two pages take
turns; each waits, as a reader would, until what comes next may have been drawn ahead.
"""

import json
from dataclasses import dataclass
from functools import partial
from itertools import islice

from playwright.sync_api import Browser, Page

from tests.bench.browser import ITERATION, STEP, chromium, context, first_heatmap, query
from tests.bench.loading import loads, show_loads, show_weight, weight
from tests.bench.mainthread import busy
from tests.bench.report import median, quantile, say, short, table, verdict
from tests.bench.serving import Served, served

BEFORE = "dZ2"
"""The step before STEP."""
NAMES = ("dZ2", "A1.T", "W2", "dW2")
"""The four matrices on the stage at STEP."""
TRACED = 5
"""Rounds in which Chromium records what its main thread does; these are not timed."""
PATIENCE = 450
"""Milliseconds between two keys."""
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Workload:
    """Four square matrices of one size, and the goals: medians as multiples of the canvas's."""

    size: int
    rounds: int
    goals: dict[str, float]

    @property
    def label(self) -> str:
        return f"four {self.size} × {self.size} matrices, selection, arithmetic"


WORKLOADS = (
    Workload(8, 30, {"ahead": 4, "back": 8, "jump": 8, "iteration": 8}),
    Workload(16, 10, {"ahead": 8, "back": 8, "jump": 8, "iteration": 8}),
)
LABELS = {
    "canvas": "bare canvas, redrawn at a key",
    "ahead": "→, drawn ahead",
    "back": "←",
    "jump": "a click on the tape, from afar",
    "iteration": "n, the next iteration",
}


def run() -> None:
    """Measure and print."""
    with served() as server, chromium() as browser:
        for workload in WORKLOADS:
            say(f"page: steps of {workload.label}")
            times, spent = steps(server, browser, workload)
            show("ms from a key to the paint", times, workload)
            show("of these, ms of CPU of the page's main thread", spent, workload, goals=False)
        say("page: first heatmap")
        show_loads(loads(server, browser))
        say("page: weight")
        show_weight(weight(server, browser))


class Stage:
    """A page whose keys are timed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times: Times = {}
        self.order: list[str] = []

    def move(self, key: str) -> None:
        """Press a key, or click where it is a selector, and wait."""
        if key.startswith("["):
            self.page.click(key)
        else:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(PATIENCE)

    def drawn_ahead(self) -> None:
        """Wait until the step that is timed stands in a pane of its own, and is rastered there."""
        for _ in range(30):
            if self.page.evaluate("(step) => bench.ahead(step)", STEP):
                break
            self.page.wait_for_timeout(100)
        self.page.wait_for_timeout(PATIENCE)

    def time(self, kind: str, key: str, **expect: str) -> None:
        """Keep under `kind` the milliseconds from the key until the page shows what is expected."""
        self.page.bring_to_front()
        self.page.evaluate("(e) => { bench.found = null; bench.expect = e; }", expect)
        self.move(key)
        for _ in range(500):
            found = self.page.evaluate("() => bench.found")
            if found is not None:
                self.times.setdefault(kind, []).append(found)
                self.order.append(kind)
                return
            self.page.wait_for_timeout(10)
        raise RuntimeError(f"{key} did not lead to {json.dumps(expect)}")


def steps(server: Served, browser: Browser, workload: Workload) -> tuple[Times, Times]:
    """Milliseconds from key to paint, by kind; and those of CPU among them."""
    made = context(server, browser)
    studio, bare = Stage(made.new_page()), Stage(made.new_page())
    net = query(workload.size)
    address = f"/?{net}&iteration={ITERATION}&step={BEFORE}&beats=1"
    studio.page.goto(server.origin + address)
    first_heatmap(studio.page)
    studio.page.wait_for_timeout(1500)
    cell = measure_cell(studio.page)
    bare.page.goto(
        f"{server.origin}/bench/canvas.html?{net}&iteration={ITERATION}"
        f"&names={','.join(NAMES)}&cell={cell}"
    )
    bare.page.wait_for_timeout(300)
    rounds = iter(range(workload.rounds + TRACED))
    for number in islice(rounds, workload.rounds):
        walk(studio, number)
        redraw(bare, number)
    times = studio.times | bare.times
    spent: Times = {}
    for stage in (studio, bare):
        stage.times = {}
    for number in rounds:
        spent = _joined(spent, busy(browser, studio, partial(walk, studio, number)))
        spent = _joined(spent, busy(browser, bare, partial(redraw, bare, number)))
    made.close()
    return times, spent


def _joined(one: Times, other: Times) -> Times:
    return {kind: one.get(kind, []) + other.get(kind, []) for kind in one | other}


def redraw(bare: Stage, number: int) -> None:
    """The bare canvas three times; it has drawn once at the start."""
    for drawn in range(3 * number + 2, 3 * number + 5):
        bare.time("canvas", "ArrowRight", drawn=str(drawn))


def walk(studio: Stage, number: int) -> None:
    """To the step of four matrices: forwards, back, from afar; then to the next iteration."""
    at = ITERATION + number
    here, there = {"iteration": str(at), "step": STEP}, {"iteration": str(at + 1), "step": STEP}
    studio.drawn_ahead()
    studio.time("ahead", "ArrowRight", **here)
    studio.move("ArrowRight")
    studio.time("back", "ArrowLeft", **here)
    studio.move("Home")
    studio.time("jump", f'[data-view="tape"] button[data-step="{STEP}"]', **here)
    studio.time("iteration", "n", **there)
    studio.move("ArrowLeft")


def measure_cell(page: Page) -> int:
    """Side of a cell on the stage in CSS pixels."""
    return int(
        page.evaluate(
            """() => {
              const [{ dx }] = document.querySelector('[data-view="stage"] .figure').data;
              return Math.round(dx);
            }"""
        )
    )


def show(what: str, times: Times, workload: Workload, goals: bool = True) -> None:
    canvas = times["canvas"]
    rows = []
    for kind, label in LABELS.items():
        found = times[kind]
        ratio = f"{median(found) / median(canvas):.2f} ×"
        if goals and kind in workload.goals:
            ratio = verdict(median(found) / median(canvas), workload.goals[kind], at_least=False)
        figures = [short(quantile(found, share)) for share in (0.1, 0.5, 0.95)]
        rows.append([label, str(len(found)), *figures, ratio])
    head = [workload.label, "n", "p10", "median", "p95", "of the canvas (median)"]
    table(f"Page: {what}", head, rows)
    if goals:
        late = quantile(times["ahead"], 0.95) / quantile(canvas, 0.95)
        print(f"  → by the p95 of both: {verdict(late, 8, at_least=False)}")
