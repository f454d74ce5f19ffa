"""How long the page takes to its first heatmap, and what all its files weigh."""

import urllib.request
from typing import Any

import brotli
from playwright.sync_api import Browser

from tests.bench.browser import ITERATION, STEP, context, first_heatmap, query
from tests.bench.report import median, quantile, short, table, verdict
from tests.bench.serving import Served

LOADS = 9
WEIGHT = 460
"""Goal, in kB of 1000 bytes."""


def loads(server: Served, browser: Browser) -> dict[str, list[float]]:
    """Milliseconds from navigation to the first heatmap painted, with Plotly and without."""
    times: dict[str, list[float]] = {"plotly": [], "canvas": []}
    for _ in range(LOADS):
        for kind in times:
            made = context(server, browser, canvas=kind == "canvas")
            page = made.new_page()
            page.goto(f"{server.origin}/?{query(8)}&iteration={ITERATION}&step={STEP}")
            times[kind].append(first_heatmap(page))
            made.close()
    return times


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
