"""A moment inside a frame: on another origin, sandboxed, scaled; with keys after a click."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import until


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.fixture
def deck(tmp_path: Path, complaints: Complaints) -> Iterator[tuple[Path, str]]:
    """A folder served from another origin than the server's, and its address."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    address = f"http://localhost:{site.server_port}"
    complaints.allow(f"outside request: {address}", "favicon")
    yield tmp_path, address
    site.shutdown()
    site.server_close()
    thread.join()


def frame_at(frame: FrameLocator, iteration: int, step: str) -> None:
    root = frame.locator("#app")
    expect(root).to_have_attribute("data-iteration", str(iteration))
    expect(root).to_have_attribute("data-step", step)
    expect(root).to_have_attribute("data-status", "ok")


def click_inside(page: Page, selector: str, scale: float) -> None:
    """Click into the frame with the mouse, which sees it scaled."""
    box = page.locator("iframe").bounding_box()
    inner = (
        page.frames[1]
        .locator(selector)
        .evaluate(
            "(e) => { const r = e.getBoundingClientRect(); return [r.x + 9, r.y + r.height / 2]; }"
        )
    )
    assert box
    page.mouse.click(box["x"] + inner[0] * scale, box["y"] + inner[1] * scale)


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts"'])
@pytest.mark.parametrize("scale", [1, 0.6])
def test_in_a_frame_of_another_origin(
    page: Page, server: Server, deck: tuple[Path, str], attributes: str, scale: float
) -> None:
    folder, address = deck
    source = f"{server.url}/embed?hidden=5&amp;iteration=2&amp;step=dW2"
    (folder / "slide.html").write_text(
        f'<!doctype html><title>slide</title><body><iframe {attributes} src="{source}" '
        f'width="960" height="540" style="transform: scale({scale}); transform-origin: 0 0">'
    )
    page.goto(f"{address}/slide.html")
    frame = page.frame_locator("iframe")
    frame_at(frame, 2, "dW2")
    stage = frame.locator('[data-view="stage"]')
    expect(stage.locator(".js-plotly-plot").first).to_be_attached()
    click_inside(page, '[data-view="stage"] .head', scale)
    page.keyboard.press("ArrowRight")
    frame_at(frame, 2, "db2")
    click_inside(page, '[data-view="tape"] button[data-step="b2_next"]', scale)
    frame_at(frame, 2, "b2_next")
    page.keyboard.press("ArrowRight")
    frame_at(frame, 3, "Z1")
    page.keyboard.press("ArrowLeft")
    frame_at(frame, 2, "b2_next")
    names = page.frames[1].evaluate(
        """() => [...document.querySelectorAll('[data-view="stage"] .js-plotly-plot')]
             .flatMap((graph) => graph.data.map((trace) => trace.name))"""
    )
    assert "b2_next" in names


def test_only_stage_and_tape_and_a_way_to_the_studio(page: Page) -> None:
    page.goto("/embed?hidden=5&iteration=2&step=dW2")
    expect(page.locator('[data-view="builder"], [data-view="explain"]')).to_have_count(0)
    link = page.get_by_role("link", name="Open")
    page.keyboard.press("ArrowRight")
    until(page, lambda: "step=db2" in (link.get_attribute("href") or ""))
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("#app")).to_have_attribute("data-step", "db2")
    expect(opened.value.locator("#app")).to_have_attribute("data-iteration", "2")


def test_nothing_else_may_be_framed(
    page: Page, server: Server, deck: tuple[Path, str], complaints: Complaints
) -> None:
    folder, address = deck
    complaints.allow(f"outside request: {address}", "frame", "favicon")
    (folder / "thief.html").write_text(f'<iframe src="{server.url}/"></iframe>')
    page.goto(f"{address}/thief.html")
    page.wait_for_timeout(500)
    assert not page.frames[1].url.startswith(server.url)
