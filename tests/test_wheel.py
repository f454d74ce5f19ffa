"""The wheel holds all that the app serves, and nothing else."""

import subprocess
import sys
import zipfile

import pytest

from app.paths import STATIC

ROOT = STATIC.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("folder", ["app", "templates", "static"])
def test_every_file_is_in_it(names, folder):
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files
    inside = files if folder == "app" else {f"app/{name}" for name in files}
    assert inside <= names


def test_nothing_else_is_in_it(names):
    assert {name.split("/")[0].split("-")[0] for name in names} == {"app", "stepgrad"}
    assert not any(name.startswith(("app/tests", "tests")) or ".pyc" in name for name in names)


def test_the_licences_go_with_it(names):
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert {"LICENSE", "static/vendor/plotly/LICENSE", "static/vendor/fonts/OFL.txt"} <= licences
