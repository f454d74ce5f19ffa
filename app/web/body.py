"""A JSON body read strictly: counted while it arrives, and with one meaning only."""

import re

import orjson
from starlette.requests import ClientDisconnect, Request

from app.web.errors import Refusal

# A spec needs a few objects and a few thousand rows. A body with more of such signs is no spec, and
# would take long to parse.
_MOST = {b"{": 64, b":": 2_000, b"[": 10_000, b"\\": 10_000, b",": 500_000, b'"': 400_000}
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?', re.DOTALL)


def parse_json(body: bytes) -> object:
    """The value of a JSON text. Refusal 400 (not JSON, not UTF-8, a key twice, too deep)."""
    if any(body.count(sign) > most for sign, most in _MOST.items()):
        raise Refusal(400, "The body has more lists, objects or entries than a spec can have.")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        # The parser's own message quotes the body.
        raise Refusal(
            400,
            "The body is not JSON in UTF-8. Numbers are finite and decimal (no NaN, no Infinity, "
            "nothing beyond 1.8e308), strings are Unicode without lone surrogates.",
        ) from None
    # Of two equal keys the parser keeps the last. A colon that belongs to no key is one of a key
    # lost, unless it stands inside a string.
    keys = _keys(value, body.count(b"{"))
    if body.count(b":") != keys and sum(bool(m[1]) for m in _STRING.finditer(body)) != keys:
        raise Refusal(400, "The body has the same key twice in one object; give each once.")
    return value


async def read_body(request: Request, limit: int) -> bytes:
    """A JSON body, at most `limit` bytes. Refusal 400 (ended early), 413 or 415."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json" or "content-encoding" in request.headers:
        raise Refusal(415, "Send the body as application/json, not compressed.")
    # The connection stays open: closed on a client that still sends, the reply would be lost.
    too_large = Refusal(413, f"The body is larger than {limit} bytes.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 18 or int(length) > limit):
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                raise too_large
    except ClientDisconnect:
        raise Refusal(400, "The body ended early.") from None
    return bytes(body)


def _keys(value: object, objects: int) -> int:
    """The number of keys in all objects of `value`, of which there are at most so many."""
    if objects == 1 and isinstance(value, dict):
        return len(value)
    count = 0
    waiting = [value] if objects else []
    while waiting:
        inside = waiting.pop()
        if isinstance(inside, dict):
            count += len(inside)
            inside = list(inside.values())
        if isinstance(inside, list) and not {dict, list}.isdisjoint(map(type, inside)):
            waiting += inside
    return count
