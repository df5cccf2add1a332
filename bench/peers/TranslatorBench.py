"""numpy's orthogonal Procrustes on the case of TranslatorBench: product and SVD in float32, two threads.

The rotation is what is compared. Sizes: TranslatorBench.py [n=..] [d=..].
"""

import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "2"

import numpy

from peer import measure, normals

SIZES = dict(argument.split("=") for argument in sys.argv[1:] if "=" in argument)
n, d = int(SIZES.get("n", 2000)), int(SIZES.get("d", 768))
x, y = (normals(seed, n * d).reshape(n, d) for seed in (1, 2))


def orthogonal():
    u, _, vt = numpy.linalg.svd(x.T @ y)
    return u @ vt


measure("TranslatorBench.orthogonal", {"n": n, "d": d}, "numpy float32", orthogonal, 9)
