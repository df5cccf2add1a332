"""numpy's thin singular value decomposition (gesdd) of the matrix of SvdBench."""

import numpy

from peer import largest, measure, normals

for n in (768,):
    a = normals(1, n * n).reshape(n, n)
    measure(
        "SvdBench.gesdd",
        {"n": n},
        "numpy",
        lambda: numpy.linalg.svd(a, full_matrices=False),
        7,
        lambda result, load: largest(result[1], load(0, "<f4")),
        "singular values",
    )
