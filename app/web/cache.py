"""Replies that were encoded before, sent again without a look at the request's meaning.

Every public GET is a pure function of its path and query, so the raw text of both is the key. A
hit costs one dictionary look-up and two ASGI messages.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.headers import raw
from app.web.lru import Lru

Key = tuple[str, bytes]

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"
_OVERHEAD = 2_000  # bytes of a stored reply beside its body and key: headers, tuples, table


class Reply(Response):
    """A 200 reply encoded once: its body, its headers and those of the 304 that stands for it."""

    def __init__(self, body: bytes, etag: str, media_type: str, cache_control: str) -> None:
        # All is written out here, so the parent, which would do it again, is not asked.
        self.status_code = 200
        self.background = None
        self.body = body
        self.etag = etag.encode()
        self.unchanged = raw({"ETag": etag, "Cache-Control": cache_control})
        content = raw({"Content-Type": media_type, "Content-Length": str(len(body))})
        self.raw_headers = content + self.unchanged

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or 304 if the client has it."""
        if matches(scope, self.etag):
            await send({"type": "http.response.start", "status": 304, "headers": self.unchanged})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})


def matches(scope: Scope, etag: bytes) -> bool:
    """Whether the request's If-None-Match names `etag` (or everything)."""
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            tags = (tag.strip().removeprefix(b"W/") for tag in value.split(b","))
            return any(tag in (etag, b"*") for tag in tags)
    return False


class ReplyCache(Lru[Key, Reply]):
    """Replies by path and query, bounded in bytes."""

    def keep(self, key: Key, reply: Reply) -> None:
        self.put(key, reply, len(reply.body) + len(key[0]) + len(key[1]) + _OVERHEAD)


class CachedReplies:
    """ASGI middleware: a GET that was answered before never reaches the routes."""

    def __init__(self, app: ASGIApp, cache: ReplyCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            reply = self.cache.get((scope["path"], scope["query_string"]))
            if reply is not None:
                await reply(scope, receive, send)
                return
        await self.app(scope, receive, send)
