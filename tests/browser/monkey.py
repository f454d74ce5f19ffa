"""A seeded monkey: keys, clicks, touches, typing, resizes and history at random, on one page."""

import random
import time

from playwright.sync_api import Error, Page

PRESETS = (
    "/",
    "/?data=tiny&hidden=3&init=tidy",
    "/?data=moons&hidden=5,3&activation=relu,tanh&optimizer=adam",
    "/?data=digits&m=60&hidden=16,8&batch=20",
    "/?data=xor&hidden=none&l2=0.1",
    "/?data=sine&m=20&hidden=6&activation=tanh&optimizer=momentum&lr=0.1",
    "/?data=sine&lr=1000&iteration=3",
    "/?init=zeros&output_route=chain&average=loss",
    "/embed?data=blobs&classes=5&m=40&hidden=8&input_gradient=true",
    "/present?data=tiny&hidden=3&init=tidy",
)
KEYS = (
    *("ArrowRight",) * 8, *("ArrowLeft",) * 3, "Shift+ArrowRight", "ArrowUp", "ArrowDown",
    "PageDown", "PageUp", "Home", "End", "Escape", "Tab", "Shift+Tab", "Enter", "Space",
    *"nnlltbdcpkeqf?[]12345",
)  # fmt: skip
SIZES = ((1440, 900), (1280, 760), (1920, 1080), (960, 540), (390, 844), (700, 500), (1024, 768))
TARGETS = """() => [...document.querySelectorAll(
    "button, select, input, summary, label, [role=grid], [role=gridcell], svg [tabindex]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => one.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])
  .filter(([x, y]) => x > 0 && y > 0 && x < innerWidth && y < innerHeight)"""


class Monkey:
    """What it does depends on its seed, as far as the page does. The page's context takes touch."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self.random = random.Random(seed)
        self.deeds: list[str] = []

    def play(self, address: str, seconds: float) -> None:
        """Open a page and act on it for so long; where it has left the app, it opens it again."""
        self.open(address)
        end = time.monotonic() + seconds
        kinds = (self.key, self.click, self.tap, self.type, self.resize, self.history)
        while time.monotonic() < end:
            self.random.choices(kinds, (60, 22, 6, 4, 4, 4))[0]()
            if not self.page.locator("#app").count():
                self.open(address)

    def open(self, address: str) -> None:
        try:
            self.page.goto(address)
        except Error:  # a key had sent the page elsewhere at this very moment
            self.page.wait_for_load_state()
            self.page.goto(address)

    def key(self) -> None:
        key = self.random.choice(KEYS)
        self.deeds.append(key)
        self.page.keyboard.press(key)

    def click(self) -> None:
        self.page.mouse.click(*self._somewhere("click"))

    def tap(self) -> None:
        self.page.touchscreen.tap(*self._somewhere("tap"))

    def type(self) -> None:
        text = self.random.choice(("7", "-1", "1e9", "NaN", "0.05", "200"))
        self.deeds.append(f"type {text}")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def resize(self) -> None:
        width, height = self.random.choice(SIZES)
        self.deeds.append(f"resize {width}×{height}")
        self.page.set_viewport_size({"width": width, "height": height})

    def history(self) -> None:
        back = self.random.random() < 0.7
        self.deeds.append("browser's back" if back else "browser's forward")
        self.page.go_back() if back else self.page.go_forward()

    def _somewhere(self, deed: str) -> tuple[float, float]:
        self.page.wait_for_load_state()
        x, y = self.random.choice(self.page.evaluate(TARGETS) or [[200, 200]])
        self.deeds.append(f"{deed} {x:.0f},{y:.0f}")
        return x, y
