"""numpy's argpartition on the matrix of TopKBench (ids of the k largest of each row, unordered)."""

import numpy

from peer import measure, normals

rows, columns, k = 1024, 4096, 32
x = normals(1, rows * columns).reshape(rows, columns)
parameters = {"rows": rows, "columns": columns, "k": k}
measure(
    "TopKBench.rows",
    parameters,
    "numpy argpartition",
    lambda: numpy.argpartition(x, columns - k, axis=1)[:, columns - k :],
)
