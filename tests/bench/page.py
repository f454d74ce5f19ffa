"""The page: a real Chromium, beside a bare canvas with the same cells, in the same run.

From the key's own time stamp to the end of the frame in which the step is seen. The two pages take
turns; each waits, as a reader would, until what comes next may have been drawn ahead.
"""

import json
from functools import partial
from itertools import islice

from playwright.sync_api import Browser, Page

from tests.bench.browser import ITERATION, QUERY, STEP, chromium, context, first_heatmap
from tests.bench.loading import loads, show_loads, show_weight, weight
from tests.bench.mainthread import busy
from tests.bench.report import median, quantile, say, short, table, verdict
from tests.bench.serving import Served, served

BEFORE = "dZ2"
"""The step before STEP."""
NAMES = ("dZ2", "A1.T", "W2", "dW2")
"""The four matrices on the stage at STEP."""
ROUNDS = 15
TRACED = 5
"""Rounds in which Chromium records what its main thread does; these are not timed."""
PATIENCE = 450
"""Milliseconds between two keys."""
Times = dict[str, list[float]]
LABELS = {
    "canvas": ("bare canvas, redrawn at a key", None),
    "ahead": ("→, drawn ahead", 4),
    "back": ("←", 8),
    "jump": ("a click on the tape, from afar", 8),
    "iteration": ("n, the next iteration", 8),
}


def run() -> None:
    """Measure and print."""
    with served() as server, chromium() as browser:
        say("page: steps")
        times, spent = steps(server, browser)
        show("ms from a key to the paint", times, goals=True)
        show("of these, ms of CPU of the page's main thread", spent, goals=False)
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


def steps(server: Served, browser: Browser) -> tuple[Times, Times]:
    """Milliseconds from key to paint, by kind; and those of CPU among them."""
    made = context(server, browser)
    studio, bare = Stage(made.new_page()), Stage(made.new_page())
    address = f"/?{QUERY}&iteration={ITERATION}&step={BEFORE}&beats=1"
    studio.page.goto(server.origin + address)
    first_heatmap(studio.page)
    studio.page.wait_for_timeout(1500)
    cell = measure_cell(studio.page)
    bare.page.goto(
        f"{server.origin}/bench/canvas.html?{QUERY}&iteration={ITERATION}"
        f"&names={','.join(NAMES)}&cell={cell}"
    )
    bare.page.wait_for_timeout(300)
    rounds = iter(range(ROUNDS + TRACED))
    for number in islice(rounds, ROUNDS):
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


def show(what: str, times: Times, goals: bool) -> None:
    canvas = median(times["canvas"])
    rows = []
    for kind, (label, goal) in LABELS.items():
        found = times[kind]
        ratio = f"{median(found) / canvas:.2f} ×"
        if goal and goals:
            ratio = verdict(median(found) / canvas, goal, at_least=False)
        figures = [short(quantile(found, share)) for share in (0.1, 0.5, 0.95)]
        rows.append([label, str(len(found)), *figures, ratio])
    head = ["four 8 × 8 matrices with numbers", "n", "p10", "median", "p95"]
    table(f"Page: {what}", [*head, "of the canvas (median)"], rows)
