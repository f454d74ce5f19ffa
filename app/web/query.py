"""The raw query string, read by hand: strict, and cheaper than a validated model."""

import math
import re
from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from app.web.errors import Refusal, invalid

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?")
_DIGITS = re.compile(r"-?[0-9]+")
_LONGEST_NUMBER = 400  # characters: more than any shortest repr, less than what is slow to read


def pieces(raw: bytes, limit: int) -> list[tuple[str, str]]:
    """Names and values in the order given, percent-decoded; `+` is a plus.

    Refusal 413 beyond `limit` bytes, 400 if the text is not UTF-8.
    """
    if len(raw) > limit:
        raise Refusal(
            413,
            f"The address is longer than {limit} characters: "
            "save the spec by POST /api/v1/specs and use the query that it answers.",
        )
    try:
        if b"%" not in raw:
            text = raw.decode()
            return [_pair(piece) for piece in text.split("&") if piece]
        return [
            (unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode())
            for name, value in (_pair(piece) for piece in raw.decode().split("&") if piece)
        ]
    except UnicodeDecodeError:
        raise Refusal(400, "The address is not UTF-8.") from None


def _pair(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name, value


def number(text: str) -> int | float | None:
    """The number that `text` writes, an int if only digits; None for anything else.

    `-?digits[.digits][e[+-]digits]`, or starting with the point; finite.
    """
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    if _DIGITS.fullmatch(text) and len(text) < 20:
        return int(text)
    value = float(text)
    return value if math.isfinite(value) else None


def integer(name: str, text: str, minimum: int, maximum: int) -> int:
    """The whole number of a route's own parameter. Refusal 422 outside [minimum, maximum]."""
    value = number(text)
    if value is None or value != int(value) or not minimum <= value <= maximum:
        raise invalid(
            f"#/{name}", f"{name} is expected to be a whole number from {minimum} to {maximum}."
        )
    return int(value)


def once(found: Collection[str], name: str, known: bool) -> None:
    """Refusal 422 if `name` was found before; an unknown name is not repeated in the reply."""
    if name in found:
        pointer = f"#/{name}" if known else "#"
        raise invalid(pointer, "The same field stands twice; give each field once.")
