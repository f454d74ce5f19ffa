"""Export: a moment leaves the page as files, as a picture, as LaTeX."""

import struct
from pathlib import Path
from xml.etree import ElementTree

from axe_playwright_python.sync_playwright import Axe
from latex2mathml.converter import convert
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Server
from tests.browser.pages import expect_at, values

PANEL = "#takeaway"
SAID = f"{PANEL} [role=status]"
TEXT = "{http://www.w3.org/2000/svg}text"
TITLE = "{http://www.w3.org/2000/svg}title"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Export").press("Enter")
    expect(page.locator(PANEL)).to_be_visible()


def taken(page: Page, name: str, role: str = "link") -> Path:
    with page.expect_download() as found:
        page.locator(PANEL).get_by_role(role, name=name, exact=True).press("Enter")  # type: ignore[arg-type]
    expect(page.locator(SAID)).to_have_text(f"{found.value.suggested_filename} is saved.")
    return Path(found.value.path())


def test_files_follow_the_moment_and_a_refusal_stays_on_the_page(
    page: Page, complaints: Complaints
) -> None:
    complaints.allow("422")
    opened(page, "/?hidden=3&iteration=6&step=dW2")
    found = Axe().run(page, context=PANEL)
    assert found.violations_count == 0, found.generate_report()
    assert "import numpy as np" in taken(page, "NumPy script").read_text()
    page.get_by_label("First iteration of the replay").fill("9")
    page.get_by_role("link", name="Replay").press("Enter")
    expect(page.locator(SAID)).to_contain_text("1 to 500 iterations are expected")
    page.get_by_label("Copies of the worksheet").fill("30")
    sheets = page.get_by_role("link", name="Worksheet")
    expect(sheets).to_have_attribute("href", "/worksheet?hidden=3&iteration=6&copies=30")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect_at(page, 6, "dW2")


def test_the_picture_and_the_latex_hold_the_numbers_shown(page: Page, server: Server) -> None:
    opened(page, "/?iteration=6&step=dW2")
    picture = ElementTree.fromstring(taken(page, "Picture as SVG", "button").read_bytes())
    titles = [one.text for one in picture.iter(TITLE)]
    assert titles[:4] == ["Gradient of the weights, layer 2, iteration 6", "dW2", "dZ2", "A1.T"]
    texts = [one.text for one in picture.iter(TEXT)]
    trace = server.json("/api/v1/trace?iteration=6")
    for v in sum(values(trace, "dZ2"), []):
        assert f"{float(v):.2f}".replace("-", "−") in texts
    image = taken(page, "Picture as PNG", "button").read_bytes()
    assert image.startswith(b"\x89PNG")
    assert struct.unpack(">I", image[16:20])[0] >= 1920
    copy = page.get_by_role("button", name="LaTeX")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.resolve() }")
    copy.press("Enter")
    expect(page.locator(SAID)).to_have_text("Copied.")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    copy.press("Enter")
    expect(page.locator(SAID)).to_contain_text("copy the text by hand")
    latex = page.get_by_label("This step as LaTeX").input_value()
    body = latex.removeprefix("\\begin{aligned}").removesuffix("\\end{aligned}")
    for line in body.split("\\\\\n"):
        ElementTree.fromstring(convert(line.replace("&=", "=").replace("&\\approx", "\\approx")))
    for v in sum(values(trace, "dW2"), []):
        assert f"{float(v):.4f}" in latex
