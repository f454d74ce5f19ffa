"""`python -m tests.bench`: all parts, or those named (`engine http page large lines monkey`)."""

import importlib
import sys

from tests.bench.report import say

PARTS = ("engine", "http", "page", "large", "lines", "monkey")


def main(asked: list[str]) -> int:
    unknown = [part for part in asked if part not in PARTS]
    if unknown:
        say(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
        return 2
    for part in asked or PARTS:
        importlib.import_module(f"tests.bench.{part}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
