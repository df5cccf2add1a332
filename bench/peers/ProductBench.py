"""faiss on the sizes of ProductBench, one thread.

encode: ProductQuantizer.compute_codes with the same centroids. adc8 and fastScan4: the scan of one
query by IndexPQ and IndexPQFastScan, which also keep the nearest row; random codes.
"""

import faiss
import numpy

from peer import measure, normals

faiss.omp_set_num_threads(1)

n, d, m, k = 20000, 128, 16, 256
x = normals(1, n * d).reshape(n, d)
quantizer = faiss.ProductQuantizer(d, m, 8)
faiss.copy_array_to_vector(normals(2, k * d), quantizer.centroids)
measure("ProductBench.encode", {"n": n, "d": d, "m": m, "k": k}, "faiss", lambda: quantizer.compute_codes(x), 5)


def scan(name, index, n, m):
    rows = numpy.random.default_rng(1).standard_normal((n, index.d), dtype=numpy.float32)
    index.train(rows[:20000])
    index.add(rows)
    query = rows[:1]
    parameters = {"n": n, "m": m}
    measure(name, parameters, "faiss", lambda: index.search(query, 1), 7)


scan("ProductBench.adc8", faiss.IndexPQ(32, 16, 8), 1000000, 16)
scan("ProductBench.fastScan4", faiss.IndexPQFastScan(64, 32, 4), 1000000, 32)
