"""One iteration as a digest of all its bits; as a program, for a process that starts afresh.

Reads lines `[fields, iteration]` in JSON, writes a digest for each.
"""

import hashlib
import json
import sys

from app.engine.spec import Spec
from app.engine.trace import Trace, trace
from app.engine.training import Runs


def digest(found: Trace) -> str:
    """Of every name, shape and bit of the workspace, and of what is told about it."""
    out = hashlib.sha256()
    for name, array in sorted(found.values.items()):
        out.update(f"{name}{array.shape}".encode())
        out.update(array.tobytes())
    told = (found.iteration, found.examples, sorted(found.scalars.items()), found.nonfinite)
    out.update(repr(told).encode())
    return out.hexdigest()


if __name__ == "__main__":
    for line in sys.stdin:
        fields, iteration = json.loads(line)
        print(digest(trace(Spec.of(fields), iteration, Runs())), flush=True)
