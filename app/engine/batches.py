"""Mini-batches: which examples iteration k sees."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.engine.spec import Spec


def examples_at(spec: Spec, iteration: int) -> NDArray[np.int64] | None:
    """Column numbers of the batch, or None where every iteration takes all in order.

    Each epoch permutes the examples anew; its last batch may be short.
    """
    if not spec.batch:
        return None
    per_epoch = -(-spec.m // spec.batch)
    epoch, place = divmod(iteration, per_epoch)
    return _order(spec.seed, epoch, spec.m)[place * spec.batch : (place + 1) * spec.batch]


@lru_cache(maxsize=64)
def _order(seed: int, epoch: int, m: int) -> NDArray[np.int64]:
    sequence = np.random.SeedSequence([seed, 1, epoch])
    return np.random.Generator(np.random.PCG64(sequence)).permutation(m)
