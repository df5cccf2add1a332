"""numpy's thin SVD of the matrix of SvdBench; the singular values are compared."""

import numpy

from peer import measure, normals

n = 768
a = normals(1, n * n).reshape(n, n)
measure("SvdBench.gesdd", {"n": n}, "numpy", lambda: numpy.linalg.svd(a, full_matrices=False)[1], 9)
