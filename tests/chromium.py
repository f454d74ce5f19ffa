"""Finds a Chromium for the browser tests, or installs one: prints where it is.

In this order: $STEPGRAD_CHROMIUM, one on PATH, the system's package (as root), the download of the
test tool. Where none of these gives a browser the command fails, so that the tests that need
one never pass by being left out.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def works(path: str | None) -> bool:
    """Whether `path` is a browser that starts (a snap's stub, for one, may not)."""
    if not path:
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def on_path() -> str | None:
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if works(path)), None)


def from_system() -> str | None:
    """Debian's package, if this is Debian and we may install; None otherwise."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    return on_path()


def from_playwright() -> str | None:
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False
    )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if works(path) else None


def find() -> str:
    """Path of a Chromium that starts; RuntimeError where there is none and none can be had."""
    given = os.environ.get("STEPGRAD_CHROMIUM")
    if given:
        if works(given):
            return given
        raise RuntimeError(f"STEPGRAD_CHROMIUM={given} is not a browser that starts.")
    for source in (on_path, from_system, from_playwright):
        path = source()
        if path:
            return path
    raise RuntimeError("No Chromium: install one and set STEPGRAD_CHROMIUM to its path.")


if __name__ == "__main__":
    try:
        print(find())
    except RuntimeError as problem:
        raise SystemExit(str(problem)) from None
