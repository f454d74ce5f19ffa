"""Stepgrad: backpropagation, one matrix equation at a time."""

import os

__version__ = "0.1.0"

# One BLAS thread, set before NumPy is first imported: the matrices are small, so threads cost more
# than they give, and the order of a sum must not depend on the number of cores.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
