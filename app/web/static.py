"""The static files, at addresses that may be cached for ever.

A page links `/static/<version>/js/main.js`, the version being a hash over all static files.
Relative imports and `url(…)` keep that prefix, so every file a page needs is immutable under its
address and a new release has new addresses; without the version a file is revalidated each time.
Vendored files are sent in the brotli form that lies beside them, everything else as gzip.
"""

import gzip
import hashlib
import os
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
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
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
COMPRESSED_ALREADY = {".png", ".woff2"}


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


@lru_cache(maxsize=256)
def _body(path: str, coding: str, changed: int) -> tuple[bytes, str]:
    """Bytes and ETag of one file in one content coding; `changed` renews it after an edit."""
    source = path + ".br" if coding == "br" else path
    body = Path(source).read_bytes()
    if coding == "gzip":
        body = gzip.compress(body, 9, mtime=0)
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'


def accepted(header: str) -> set[str]:
    """Content codings that an Accept-Encoding header names and does not refuse by q=0."""
    items = (item.partition(";q=") for item in header.lower().replace(" ", "").split(","))
    return {name for name, _, weight in items if not weight or weight.strip("0.")}


class Assets(StaticFiles):
    """Serves the static folder; give it the mount path `/static`."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def _load(self, path: str, codings: set[str]) -> tuple[bytes, str, str] | None:
        """Body, ETag and coding ("" for none) of a file; None if there is none to serve."""
        try:
            full, stat = self.lookup_path(path)
        except (OSError, ValueError):  # a name too long, or with a null byte in it
            return None
        suffix = os.path.splitext(full)[1]
        if stat is None or suffix not in TYPES or not os.path.isfile(full):
            return None
        coding = ""
        if "br" in codings and os.path.exists(full + ".br"):
            coding = "br"
        elif "gzip" in codings and suffix not in COMPRESSED_ALREADY:
            coding = "gzip"
        return *_body(full, coding, stat.st_mtime_ns), coding

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        request = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        first, _, rest = path.partition(os.sep)
        pinned = first == VERSION
        codings = accepted(request.get("accept-encoding", ""))
        found = await to_thread.run_sync(self._load, rest if pinned else path, codings)
        if found is None:
            raise HTTPException(404)
        body, etag, coding = found
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
        return Response(body, media_type=TYPES[os.path.splitext(path)[1]], headers=headers)
