"""Replies that were encoded before, sent again without a look at the request's meaning.

Every public GET is a pure function of its path and query, so the raw text of both is the key. A
hit costs one dictionary look-up and two ASGI messages. A body of some size goes out packed for a
client that takes it, a third as long; it is packed once.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.headers import raw
from app.web.lru import Lru
from app.web.static import choose, compressed

Key = tuple[str, bytes]

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"
PACKED = range(1_500, 1_000_000)
"""Bytes of a body worth packing: less is one packet anyway, more would hold up other requests."""
FAST = 1
_OVERHEAD = 2_000  # bytes of a stored reply beside its body and key: headers, tuples, table


class Reply(Response):
    """A 200 reply encoded once: its body, its headers and those of the 304 that stands for it."""

    def __init__(self, body: bytes, etag: str, media_type: str, cache_control: str) -> None:
        # All is written out here, so the parent, which would do it again, is not asked.
        self.status_code = 200
        self.background = None
        self.body = body
        self.etag = etag.encode()
        own = {"ETag": etag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}
        self.unchanged = raw(own)
        content = raw({"Content-Type": media_type, "Content-Length": str(len(body))})
        self.raw_headers = content + self.unchanged
        self._given = etag, media_type, cache_control
        self._packed: dict[str, Reply] = {}

    def packed(self, coding: str) -> "Reply":
        """The same reply in a content coding, with an ETag of its own."""
        if coding not in self._packed:
            etag, media_type, cache_control = self._given
            body = compressed(bytes(self.body), coding, FAST)
            reply = Reply(body, f'{etag[:-1]}-{coding}"', media_type, cache_control)
            reply.raw_headers += raw({"Content-Encoding": coding})
            self._packed[coding] = reply
        return self._packed[coding]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, packed if the client takes that, or 304 if the client has it."""
        if len(self.body) in PACKED and (coding := coding_for(scope)):
            await self.packed(coding).send(scope, send)
        else:
            await self.send(scope, send)

    async def send(self, scope: Scope, send: Send) -> None:
        """Send it as it is, or 304 if the client has it."""
        if matches(scope, self.etag):
            await send({"type": "http.response.start", "status": 304, "headers": self.unchanged})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})


def coding_for(scope: Scope) -> str:
    """The content coding this client takes, "" for none."""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            return choose(value.decode("latin-1"))
    return ""


def matches(scope: Scope, etag: bytes) -> bool:
    """Whether the request's If-None-Match names `etag`, packed or not (or everything)."""
    packed = etag[:-1] + b"-"
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            tags = (tag.strip().removeprefix(b"W/") for tag in value.split(b","))
            return any(tag in (etag, b"*") or tag.startswith(packed) for tag in tags)
    return False


class ReplyCache(Lru[Key, Reply]):
    """Replies by path and query, bounded in bytes."""

    def keep(self, key: Key, reply: Reply) -> None:
        """A reply is counted with its packed form, a third to a half of its body."""
        size = len(reply.body) * 3 // 2
        self.put(key, reply, size + len(key[0]) + len(key[1]) + _OVERHEAD)


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
