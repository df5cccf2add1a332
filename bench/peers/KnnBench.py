"""numpy (product and argpartition, 1,000 queries at a time) and faiss flat on the rows of KnnBench.

Both scale the rows to length 1 first, as the benchmark does; numpy's ids are unordered.
"""

import faiss
import numpy

from peer import measure, normals

rows, columns, k = 20000, 300, 10
x = normals(1, rows * columns).reshape(rows, columns)
parameters = {"rows": rows, "columns": columns, "k": k}


def by_numpy():
    unit = x / numpy.linalg.norm(x, axis=1, keepdims=True)
    ids = numpy.empty((rows, k), numpy.int64)
    for start in range(0, rows, 1000):
        scores = unit[start : start + 1000] @ unit.T
        ids[start : start + 1000] = numpy.argpartition(scores, rows - k, axis=1)[:, rows - k :]
    return ids


def by_faiss():
    unit = x / numpy.linalg.norm(x, axis=1, keepdims=True)
    index = faiss.IndexFlatIP(columns)
    index.add(unit)
    scores, ids = index.search(unit, k)
    return ids, scores


faiss.omp_set_num_threads(1)
measure("KnnBench.cosine", parameters, "faiss flat", by_faiss, 5)
measure("KnnBench.cosine", parameters, "numpy", by_numpy, 5)
