"""The static files, at addresses that may be cached for ever.

A page links `/static/<version>/js/main.js`, the version being a hash over all static files.
Relative imports and `url(…)` keep that prefix, so every file a page needs is immutable under its
address and a new release has new addresses; without the version a file is revalidated each time.
They go out as brotli or gzip; large vendored files have their brotli form beside them. Our own
scripts go out minified, our styles without their comments: a third of their weight.
"""

import gzip
import hashlib
import os
import posixpath
import re
from functools import lru_cache
from pathlib import Path

import brotli
from anyio import to_thread
from rjsmin import jsmin
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.paths import STATIC

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
IMPORT = re.compile(
    r"""^(?:import|export)\b(?:[^"';()]*\bfrom)?\s*["'](\.[^"']+)["']""", re.MULTILINE
)
COMMENT = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n|^[ \t]+", re.MULTILINE)
BEST = 11
COMPRESSED_ALREADY = {".png", ".webp", ".woff2"}


VENDOR = (STATIC / "vendor").resolve()


def _hash_of(root: Path) -> str:
    """First 12 hex digits of SHA-256 over the names and contents of all files served."""
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in TYPES):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


VERSION = _hash_of(STATIC)


def asset_url(path: str) -> str:
    """The address of a static file, `path` counted from the static folder: "css/page.css"."""
    return f"/static/{VERSION}/{path}"


@lru_cache
def module_urls(entry: str) -> list[str]:
    """Addresses of a script and of all it imports, so that a page asks for them at once."""
    found = [entry]
    for name in found:  # which grows meanwhile
        if name.startswith("vendor/"):
            continue
        text = (STATIC / name).read_text(encoding="utf-8")
        for target in IMPORT.findall(text):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if path not in found:
                found.append(path)
    return [asset_url(name) for name in found]


@lru_cache(maxsize=256)
def _body(path: str, coding: str, changed: int) -> tuple[bytes, str]:
    """Bytes and ETag of one file in one content coding; `changed` renews it after an edit."""
    packed = Path(path + ".br")
    if coding == "br" and packed.exists():
        body = packed.read_bytes()
    else:
        body = compressed(shipped(Path(path)), coding, BEST)
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def shipped(path: Path) -> bytes:
    """A file's bytes as they go out, not packed yet."""
    body = path.read_bytes()
    if VENDOR in path.parents:
        return body
    if path.suffix == ".js":
        return str(jsmin(body.decode())).encode()
    if path.suffix == ".css":
        return COMMENT.sub("", body.decode()).encode()
    return body


@lru_cache(maxsize=64)
def choose(header: str) -> str:
    """The content coding to answer an Accept-Encoding header with: br, gzip or "" for none."""
    items = (item.partition(";q=") for item in header.lower().replace(" ", "").split(","))
    accepted = {name for name, _, weight in items if not weight or weight.strip("0.")}
    return next((coding for coding in ("br", "gzip") if coding in accepted), "")


def compressed(body: bytes, coding: str, effort: int) -> bytes:
    """`body` in a content coding; 100 kB take 1 ms at effort 1, 5 ms at 5, 100 ms at BEST."""
    if coding == "br":
        packed: bytes = brotli.compress(body, quality=effort)
        return packed
    return gzip.compress(body, min(effort, 9), mtime=0) if coding else body


class Assets(StaticFiles):
    """Serves the static folder; give it the mount path `/static`."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def _load(self, path: str, coding: str) -> tuple[bytes, str] | None:
        """Body and ETag of a file; None if there is none to serve."""
        try:
            full, stat = self.lookup_path(path)
        except (OSError, ValueError):  # a name too long, or with a null byte in it
            return None
        if stat is None or os.path.splitext(full)[1] not in TYPES or not os.path.isfile(full):
            return None
        return _body(full, coding, stat.st_mtime_ns)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        request = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        first, _, rest = path.partition(os.sep)
        pinned = first == VERSION
        suffix = os.path.splitext(path)[1]
        coding = choose(request.get("accept-encoding", ""))
        if suffix in COMPRESSED_ALREADY:
            coding = ""
        found = await to_thread.run_sync(self._load, rest if pinned else path, coding)
        if found is None:
            raise HTTPException(404)
        body, etag = found
        headers = {
            "Vary": "Accept-Encoding",
            "ETag": etag,
            "Cache-Control": "public, max-age=31536000, immutable"
            if pinned
            else "public, no-cache",
        }
        known = request.get("if-none-match", "").replace("W/", "")
        if etag in known.split(", ") or known == "*":
            return Response(status_code=304, headers=headers)
        if coding:
            headers["Content-Encoding"] = coding
        return Response(body, media_type=TYPES[suffix], headers=headers)
