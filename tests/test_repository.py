"""Rules of the repository that no linter knows: what may import what, and what stands where."""

import ast
import hashlib
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).parent.parent
APP, SCRIPTS = ROOT / "app", ROOT / "static/js"
VENDOR = ROOT / "static/vendor"
GENERATED = {"node_modules", "dist", "test-results", "__pycache__"}
PYTHON = sorted(APP.rglob("*.py"))
MODULES = sorted(SCRIPTS.rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """Every module that a Python file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: import by the full name, from app.…"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own(path: Path, package: str) -> set[str]:
    """The modules of `package` that a file imports, by their short names."""
    prefix = package + "."
    return {
        module.removeprefix(prefix).split(".")[0] for module in imports(path) if prefix in module
    }


# --- which part may import which ---


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("engine", {"engine"}),
        ("exports", {"engine", "exports"}),
        ("web", {"engine", "exports", "web", "settings", "paths", "__version__"}),
    ],
)
def test_imports_run_one_way(part, may):
    for path in (APP / part).rglob("*.py"):
        assert own(path, "app") <= may, name(path)


def test_the_engine_is_numpy_only():
    allowed = (set(sys.stdlib_module_names) - {"json", "http", "urllib"}) | {"numpy", "app"}
    for path in (APP / "engine").rglob("*.py"):
        assert {module.split(".")[0] for module in imports(path)} <= allowed, name(path)


ENGINE_ORDER = (
    {"operation", "names"},
    {"activations", "losses", "layers", "optimizers", "initializers", "datasets"},
    {"spec", "program"},
    {"training"},
)


def test_engine_modules_import_only_what_lies_below():
    rank = {module: at for at, modules in enumerate(ENGINE_ORDER) for module in modules}
    for path in (APP / "engine").glob("*.py"):
        for module in own(path, "app.engine"):
            higher = rank.get(module, -1) > rank.get(path.stem, len(ENGINE_ORDER))
            assert not higher, f"{name(path)} imports {module}"


def test_no_import_cycles():
    edges = {
        name(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): imports(path)
        for path in PYTHON
    }

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join((*trail, module))
        if module not in done:
            for other in edges[module] & edges.keys() - {"app"}:
                visit(other, (*trail, module))
            done.add(module)

    done: set[str] = set()
    for module in edges:
        visit(module, ())


def script_imports(path: Path) -> set[str]:
    """The modules that a JavaScript file imports, from the folder of scripts."""
    text = path.read_text()
    found = re.findall(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""", text)
    return {os.path.relpath(path.parent / target, SCRIPTS) for target in found}


def test_views_import_no_other_view_no_api_no_url_code():
    for path in (SCRIPTS / "views").glob("*.js"):
        for target in script_imports(path):
            assert not target.startswith("views/"), name(path)
            assert target not in {"api.js", "address.js", "actions.js", "main.js"}, name(path)


def test_only_main_wires():
    for path in MODULES:
        if path.name != "main.js":
            assert not any(target.startswith("views/") for target in script_imports(path)), name(
                path
            )


# --- what stands in one place only ---


def users(pattern: str, paths: list[Path]) -> set[str]:
    return {name(path) for path in paths if re.search(pattern, path.read_text())}


def test_the_network_is_in_one_script():
    network = r"\bfetch\(|EventSource\(|XMLHttpRequest|WebSocket\(|sendBeacon"
    assert users(network, MODULES) == {"static/js/api.js"}


def test_plotly_is_named_in_one_script():
    assert users(r"Plotly|vendor/plotly", MODULES) == {"static/js/plot.js"}


def test_raw_colours_are_in_one_style_sheet():
    colour = r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(\s*[\d.]"
    sheets = sorted((ROOT / "static/css").rglob("*.css"))
    assert users(colour, sheets + MODULES) <= {"static/css/tokens.css"}


def nested_template(text: str) -> str | None:
    """Where a template literal stands within another one's braces; None if nowhere."""
    inside: list[int] = []  # for each open template the braces open in its substitution, or −1
    for found in re.finditer(
        r"\\.|`|\$\{|[{}]|//[^\n`]*$|/\*.*?\*/", text, re.DOTALL | re.MULTILINE
    ):
        sign = found[0]
        if sign == "`":
            if inside and inside[-1] < 0:
                inside.pop()
            elif inside:
                return text[found.start() - 40 : found.start() + 40]
            else:
                inside.append(-1)
        elif sign == "${" and inside and inside[-1] < 0:
            inside[-1] = 0
        elif sign == "{" and inside and inside[-1] >= 0:
            inside[-1] += 1
        elif sign == "}" and inside and inside[-1] >= 0:
            inside[-1] -= 1
    return None


def test_no_template_literal_stands_within_another():
    """The minifier would take the inner one's text for code."""
    assert nested_template("`a ${b ? `, ${c}` : 1}`")
    assert not nested_template("`a ${b}` + `${{ c: 1 }.c}` // `")
    for path in MODULES:
        assert not nested_template(path.read_text()), name(path)


def test_markup_keeps_to_the_content_security_policy():
    """No style or script within the page: the policy would drop it, silently for the reader."""
    for path in TEMPLATES:
        text = path.read_text()
        assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)\s*=", text), name(path)
        assert "<style" not in text, name(path)
        for tag in re.findall(r"<script[^>]*>", text):
            assert " src=" in tag or "application/json" in tag, name(path)
        assert not re.search(r"""\b(?:src|srcset)\s*=\s*["']?(?:https?:)?//""", text), name(path)
    assert users(r"""setAttribute\(\s*["'`]style|\.cssText\b""", MODULES) == set()


# --- size ---


def test_files_stay_short():
    long = {
        name(path): lines
        for path in PYTHON + MODULES
        if (lines := len(path.read_text().splitlines())) > 250
    }
    assert long == {}


def test_functions_stay_short():
    long = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 41:  # the line of `def` and 40
                    long[f"{name(path)} {node.name}"] = lines
    assert long == {}


# --- what is pinned and vendored ---


@pytest.mark.parametrize("folder", sorted(path.name for path in VENDOR.iterdir()))
def test_vendored_files_are_the_ones_recorded(folder):
    sums = dict(
        reversed(line.split("  "))
        for line in (VENDOR / folder / "SHA256SUMS").read_text().splitlines()
    )
    for file, digest in sums.items():
        found = hashlib.sha256((VENDOR / folder / file).read_bytes()).hexdigest()
        assert found == digest, f"{folder}/{file}"
    served = {path.name for path in (VENDOR / folder).iterdir() if path.suffix in VENDORED_TYPES}
    assert served - {"entry.js"} <= sums.keys()
    assert any(re.match("LICENSE|OFL", file) for file in sums)


VENDORED_TYPES = {".js", ".css", ".woff2", ".br"}


@pytest.mark.parametrize("path", sorted(VENDOR.rglob("*.br")), ids=lambda path: path.name)
def test_brotli_forms_hold_the_same_bytes(path):
    assert brotli.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_every_requirement_is_pinned_with_a_hash():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"]
    for file, names in {
        "requirements.txt": wanted,
        "requirements-dev.txt": wanted + project["dependency-groups"]["dev"],
    }.items():
        text = (ROOT / file).read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert all("==" in line and "--hash=sha256:" in line for line in lines), file
        pinned = {re.split(r"[=\[]", line)[0] for line in lines}
        assert {re.split(r"[^\w-]", item)[0].lower() for item in names} <= pinned, file


def committed() -> Iterator[Path]:
    """Every file but the generated ones, with or without git at hand."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in GENERATED and f not in {".git", ".venv"}]
        folders[:] = [f for f in folders if not f.endswith("_cache") and f != ".hypothesis"]
        yield from (Path(folder) / file for file in files)


def test_no_file_names_a_package_registry():
    """An address recorded in a lock file ties every clone to one host."""
    hosts = ("registry.npmjs" + ".", "pypi" + ".org", "pythonhosted" + ".org")
    for path in committed():
        content = path.read_bytes()
        assert not any(host.encode() in content for host in hosts), name(path)
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
