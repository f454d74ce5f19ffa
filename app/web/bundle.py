"""Our modules as one script, for a page that can load none, such as one opened from a file.

Each module becomes a function, called once when it is first imported, that fills an object with
what it exports, functions first. An imported name is copied from there, which does as nothing
exported ever changes; between modules that import each other it is copied again once all is there.
Of the forms of import and export only those that our modules use are known; at any other, and at
a name that is not exported, `bundle` raises ValueError.
"""

import posixpath
import re
from collections.abc import Mapping

from rjsmin import jsmin

from app.paths import STATIC

_FORMS = re.compile(
    r'\bimport(?:\{(?P<names>[^}]*)\}|\*as (?P<whole>[\w$]+) )from"(?P<of>\.[^"]+)";'
    r'|\bexport\{(?P<listed>[^}]*)\}(?:from"(?P<again>\.[^"]+)")?;'
    r'|\bexport\*from"(?P<all>\.[^"]+)";'
    r"|\bexport (?=(?P<kind>(?:async )?function\*?|class|const) ?(?P<own>[\w$]+))"
    r'|\bimport\("(?P<later>\.[^"]+)"\)'
)
_LEFT = re.compile(r"(?:^|[;}\n])(?:im|ex)port\b|\bimport(?:\(|\.meta)")


def bundle(entry: str, twins: Mapping[str, str]) -> str:
    """The script of `entry`, a path in the static folder, with all that it reaches.

    Each of `twins` stands in for another module, which the twin's own folder alone still reaches.
    """
    made = _Bundle(twins)
    made.add(entry)
    for name in made.later:  # which grows meanwhile
        made.add(name)
    made.check()
    return "".join((*made.functions, f"{made.call(entry)};\n"))


class _Module:
    """What a module exports, and what others take of it."""

    def __init__(self) -> None:
        self.functions: set[str] = set()
        self.others: dict[str, str] = {}  # what each is in the module
        self.all: list[str] = []  # modules of which it exports all
        self.beyond: set[str] = set()  # what these export
        self.wanted: set[str] = set()
        self.complete = False

    @property
    def names(self) -> set[str]:
        return self.functions | self.others.keys() | self.beyond


class _Bundle:
    def __init__(self, twins: Mapping[str, str]) -> None:
        self.twins = twins
        self.functions: list[str] = []
        self.later: list[str] = []
        self.modules: dict[str, _Module] = {}
        self._ids: dict[str, int] = {}

    def call(self, name: str) -> str:
        return f"$run{self._ids.setdefault(name, len(self._ids))}()"

    def check(self) -> None:
        for name, module in self.modules.items():
            if missing := module.wanted - module.names:
                raise ValueError(f"{name} does not export {', '.join(sorted(missing))}.")

    def add(self, name: str) -> _Module:
        """The module with all that it imports, read once."""
        if name not in self.modules:
            text = (STATIC / name).read_text(encoding="utf-8")
            self.modules[name] = module = _Module()
            self.functions.append(self._function(name, text, module))
            module.complete = True
        return self.modules[name]

    def _function(self, name: str, text: str, module: _Module) -> str:
        vendored = name.startswith("vendor/")
        plain = text if vendored else str(jsmin(text))
        for found in _FORMS.finditer(plain):
            if found["kind"] and "function" in found["kind"]:
                module.functions.add(found["own"])
        body = _FORMS.sub(lambda found: self._said(name, found, module), plain)
        if not vendored and (left := _LEFT.search(body)):
            raise ValueError(f"{name}: an import or export that is not known: {left[0]!r}.")
        own = self.call(name)[:-2]
        before = ",".join(sorted(module.functions))
        after = ",".join(
            [*module.all, *module.functions, *(f"{a}:{b}" for a, b in module.others.items())]
        )
        return (
            f"const {own}=()=>{{if({own}.out)return {own}.out;const $out={own}.out={{{before}}};"
            f"{body}\nObject.assign($out,{{{after}}});"
            f"for(const again of {own}.late??[])again();return $out}};\n"
        )

    def _said(self, name: str, found: re.Match[str], module: _Module) -> str:
        """An import or export of a module in other words; what it exports is noted."""
        path = found["of"] or found["again"] or found["all"] or found["later"]
        target = self._target(posixpath.dirname(name), path) if path else ""
        if found["later"]:
            self.later.append(target)
            return f"Promise.resolve().then(()=>{self.call(target)})"
        if found["own"]:
            if found["own"] not in module.functions:
                module.others[found["own"]] = found["own"]
            return ""
        source = self.add(target) if target else None
        if found["all"] and source:
            module.all.append(f"...{self.call(target)}")
            module.beyond |= source.names
            return ""
        if found["whole"]:
            return f"const {found['whole']}={self.call(target)};"
        pairs = _pairs(found["names"] or found["listed"])
        if source:
            source.wanted |= {inner for inner, _ in pairs}
        if found["of"] and source:
            return self._copy(target, source, ",".join(f"{a}:{b}" for a, b in pairs))
        if source and not source.complete:
            raise ValueError(f"{name} passes on what {target} does not have yet.")
        before = f"{self.call(target)}." if source else ""
        module.others.update({outer: before + inner for inner, outer in pairs})
        return f"{self.call(target)};" if source else ""

    def _copy(self, name: str, source: _Module, pairs: str) -> str:
        """The names out of what a module exports, again when a module on its way is complete."""
        call = self.call(name)
        if source.complete:
            return f"const{{{pairs}}}={call};"
        return f"let{{{pairs}}}={call};({call[:-2]}.late??=[]).push(()=>({{{pairs}}}={call}));"

    def _target(self, folder: str, path: str) -> str:
        name = posixpath.normpath(posixpath.join(folder, path))
        twin = self.twins.get(name, name)
        return name if posixpath.dirname(twin) == folder else twin


def _pairs(listed: str) -> list[tuple[str, str]]:
    """`a as b, c` as pairs: a b, c c."""
    pairs = (one.strip().partition(" as ") for one in listed.split(",") if one.strip())
    return [(inner, outer or inner) for inner, _, outer in pairs]
