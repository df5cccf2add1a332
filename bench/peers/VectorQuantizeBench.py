"""The nearest vectors of VectorQuantizeBench by numpy, torch and faiss."""

import faiss
import numpy
import torch

from peer import measure, normals

n, d, codes = 20000, 64, 1024
x = normals(1, n * d).reshape(n, d)
vectors = normals(2, codes * d).reshape(codes, d)
squares = (vectors * vectors).sum(1)
parameters = {"codes": codes, "d": d, "n": n}
index = faiss.IndexFlatL2(d)
index.add(vectors)
tx, tv = torch.from_numpy(x), torch.from_numpy(vectors)
ts = (tv * tv).sum(1)
torch.set_num_threads(1)
faiss.omp_set_num_threads(1)

measure("VectorQuantizeBench.assign", parameters, "numpy", lambda: (squares - 2 * (x @ vectors.T)).argmin(1))
measure("VectorQuantizeBench.assign", parameters, "torch", lambda: (ts - 2 * (tx @ tv.T)).argmin(1).numpy())
measure("VectorQuantizeBench.assign", parameters, "faiss", lambda: index.search(x, 1)[1][:, 0])
