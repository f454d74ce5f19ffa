"""The page: a real Chromium, beside a bare canvas with the same cells, in the same run.

From the key's own time stamp to the end of the frame in which the step is seen. The two pages take
turns; each waits, as a reader would, until what comes next may have been drawn ahead.
"""

import json
import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.report import median, quantile, say, short, table, verdict
from tests.bench.serving import Served, served
from tests.chromium import find

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
WATCH = Path(__file__).with_name("pages") / "watch.js"
QUERY = "data=spiral&m=8&hidden=8,8&l2=0.1&lr=0.1"
BEFORE, STEP = "dZ2", "dW2"
NAMES = ("dZ2", "A1.T", "W2", "dW2")
"""The four 8 × 8 matrices on the stage at STEP: dW = 1/m dZ · Aᵀ + λ/m W."""
ITERATION = 3
ROUNDS = 15
LOADS = 9
PATIENCE = 450
"""Milliseconds between two keys."""
WEIGHT = 460
"""Goal, in kB of 1000 bytes."""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("STEPGRAD_CHROMIUM") or find()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


def run() -> None:
    """Measure and print."""
    with served() as server, chromium() as browser:
        say("page: steps")
        show_steps(steps(server, browser))
        say("page: first heatmap")
        show_loads(loads(server, browser))
        say("page: weight")
        show_weight(weight(server, browser))


def context(server: Served, browser: Browser, canvas: bool = False) -> BrowserContext:
    """A fresh profile; with `canvas` the page comes without Plotly."""
    made = browser.new_context(viewport={"width": 1920, "height": 1080})
    made.add_init_script(path=WATCH)
    if canvas:
        made.add_cookies([{"name": "bench", "value": "1", "url": server.origin}])
    return made


class Stage:
    """A page whose keys are timed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times: dict[str, list[float]] = {}

    def move(self, key: str) -> None:
        """Press a key, or click where it is a selector, and wait."""
        if key.startswith("["):
            self.page.click(key)
        else:
            self.page.keyboard.press(key)
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
                return
            self.page.wait_for_timeout(10)
        raise RuntimeError(f"{key} did not lead to {json.dumps(expect)}")


def steps(server: Served, browser: Browser) -> dict[str, list[float]]:
    """Milliseconds from key to paint, by kind."""
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
    drawn = 1
    for at in range(ITERATION, ITERATION + ROUNDS):
        walk(studio, at)
        for _ in range(3):
            drawn += 1
            bare.time("canvas", "ArrowRight", drawn=str(drawn))
    made.close()
    return studio.times | bare.times


def walk(studio: Stage, at: int) -> None:
    """To the step of four matrices in iteration `at`: forwards, back, from afar; to the next."""
    here, there = {"iteration": str(at), "step": STEP}, {"iteration": str(at + 1), "step": STEP}
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


def show_steps(times: dict[str, list[float]]) -> None:
    canvas = median(times["canvas"])
    labels = {
        "canvas": ("bare canvas, redrawn at a key", None),
        "ahead": ("→, drawn ahead", 4),
        "back": ("←", 8),
        "jump": ("a click on the tape, from afar", 8),
        "iteration": ("n, the next iteration", 8),
    }
    rows = []
    for kind, (label, goal) in labels.items():
        found = times[kind]
        ratio = verdict(median(found) / canvas, goal, at_least=False) if goal else "1.00 ×"
        figures = [short(quantile(found, share)) for share in (0.1, 0.5, 0.95)]
        rows.append([label, str(len(found)), *figures, ratio])
    head = [
        "four 8 × 8 matrices with numbers",
        "n",
        "p10",
        "median",
        "p95",
        "of the canvas (median)",
    ]
    table("Page: ms from a key to the paint", head, rows)


def loads(server: Served, browser: Browser) -> dict[str, list[float]]:
    """Milliseconds from navigation to the first heatmap painted, with Plotly and without."""
    times: dict[str, list[float]] = {"plotly": [], "canvas": []}
    for _ in range(LOADS):
        for kind in times:
            made = context(server, browser, canvas=kind == "canvas")
            page = made.new_page()
            page.goto(f"{server.origin}/?{QUERY}&iteration={ITERATION}&step={STEP}")
            times[kind].append(first_heatmap(page))
            made.close()
    return times


def first_heatmap(page: Page) -> float:
    """Wait for it; milliseconds from navigation."""
    for _ in range(1500):
        found: float | None = page.evaluate("() => bench.first")
        if found is not None:
            return found
        page.wait_for_timeout(20)
    raise RuntimeError("The page drew no heatmap.")


def show_loads(times: dict[str, list[float]]) -> None:
    labels = {"canvas": "the page, cells on a canvas", "plotly": "the page as it is, with Plotly"}
    rows = []
    for kind, label in labels.items():
        figures = [short(quantile(times[kind], share)) for share in (0.1, 0.5, 0.95)]
        rows.append([label, *figures])
    ratio = median(times["plotly"]) / median(times["canvas"])
    head = ["a fresh profile each time", "p10", "median", "p95"]
    table("Page: ms from navigation to the first heatmap painted", head, rows)
    print(f"  with Plotly, of the canvas (median): {verdict(ratio, 3, at_least=False)}")


def weight(server: Served, browser: Browser) -> dict[str, list[tuple[int, int]]]:
    """Bytes of every file the page asks for, by kind: as sent to a browser, and by brotli 11."""
    made = context(server, browser)
    page = made.new_page()
    asked: list[tuple[str, str]] = []
    page.on("requestfinished", lambda r: asked.append((r.resource_type, r.url)))
    page.goto(f"{server.origin}/")
    page.wait_for_timeout(3000)
    made.close()
    found: dict[str, list[tuple[int, int]]] = {}
    for kind, url in dict.fromkeys(asked):
        if not url.startswith("http"):
            continue
        body, coding = fetch(url)
        plain = brotli.decompress(body) if coding == "br" else body
        again = len(body) if coding == "br" else len(brotli.compress(plain, quality=11))
        name = "plotly" if "plotly.js" in url else kind
        found.setdefault(name, []).append((len(body), min(again, len(body))))
    return found


def fetch(url: str) -> tuple[bytes, Any]:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as reply:
        return reply.read(), reply.headers.get("Content-Encoding")


def show_weight(found: dict[str, list[tuple[int, int]]]) -> None:
    rows, sent_all, brotli_all = [], 0, 0
    for kind, sizes in sorted(found.items(), key=lambda item: -sum(s for s, _ in item[1])):
        sent, least = sum(s for s, _ in sizes), sum(b for _, b in sizes)
        sent_all, brotli_all = sent_all + sent, brotli_all + least
        rows.append([kind, str(len(sizes)), f"{sent / 1000:.1f}", f"{least / 1000:.1f}"])
    rows.append(["in all", "", f"{sent_all / 1000:.1f}", f"{brotli_all / 1000:.1f}"])
    table(
        "Page: kB sent to Accept-Encoding: br, and if all were brotli",
        ["", "files", "sent", "brotli"],
        rows,
    )
    print(f"  goal: ≤ {WEIGHT} kB: {'met' if sent_all <= WEIGHT * 1000 else 'MISSED'}")
