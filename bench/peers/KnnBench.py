"""numpy (product and argpartition, 1,000 queries at a time) and faiss flat on the rows of KnnBench.

Both scale the rows to length 1 first, as the benchmark does; numpy's ids are unordered.
"""

import faiss
import numpy

from peer import largest, measure, normals

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


def difference(ids, load):
    """Cosines of the peer's neighbours, best first, in double precision, against ours."""
    wide = x.astype(numpy.float64)
    wide /= numpy.linalg.norm(wide, axis=1, keepdims=True)
    cosines = numpy.stack([wide[i] @ wide[ids[i]].T for i in range(rows)])
    return largest(-numpy.sort(-cosines), load(0, "<f4"))


faiss.omp_set_num_threads(1)
found = lambda result, load: difference(result[0], load)
measure("KnnBench.cosine", parameters, "faiss flat", by_faiss, 5, found, "cosines")
measure("KnnBench.cosine", parameters, "numpy", by_numpy, 5, difference, "cosines")
