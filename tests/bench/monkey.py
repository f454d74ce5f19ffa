"""The monkey of the tests for two minutes: how much it did, and what the page complained about."""

from tests.bench.browser import chromium
from tests.bench.report import say, table
from tests.bench.serving import served
from tests.browser.monkey import PRESETS, Monkey

SECONDS = 12.0
"""On each of ten nets."""
REFUSED = "the server responded with a status of 4"


def run() -> None:
    """Play and print."""
    rows = []
    with served() as server, chromium() as browser:
        for seed, address in enumerate(PRESETS, 1000):
            say(f"monkey: {address}")
            context = browser.new_context(base_url=server.origin, has_touch=True)
            page = context.new_page()
            context.on("page", lambda other: other.close())
            errors: list[str] = []
            context.on("weberror", lambda one, found=errors: found.append(str(one.error)))
            context.on(
                "console",
                lambda one, found=errors: (
                    found.append(one.text)
                    if one.type in ("error", "warning") and REFUSED not in one.text
                    else None
                ),
            )
            monkey = Monkey(page, seed)
            monkey.play(address, SECONDS)
            rows.append([address, str(len(monkey.deeds)), str(len(errors))])
            for error in errors:
                say(f"  after {', '.join(monkey.deeds[-8:])}: {error}")
            context.close()
    table("A monkey on the page", ["address", "deeds", "complaints"], rows)
