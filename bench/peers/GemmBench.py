"""numpy's matmul on the matrices of GemmBench."""

import numpy

from peer import measure, normals

for n in (512, 2048):
    a = normals(1, n * n).reshape(n, n)
    b = normals(2, n * n).reshape(n, n)
    c = numpy.empty_like(a)
    measure("GemmBench.gemm", {"n": n}, "numpy", lambda: numpy.matmul(a, b, out=c))
