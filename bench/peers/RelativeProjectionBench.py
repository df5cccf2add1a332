"""numpy (norms, product, division), torch cdist and torch mm + topk, faiss flat on the rows of
RelativeProjectionBench; the anchors are scaled before, as the benchmark fits them before.
"""

import os

import faiss
import numpy
import torch

from peer import measure, normals

threads = int(os.environ.get("OMP_NUM_THREADS", "2"))
torch.set_num_threads(threads)
faiss.omp_set_num_threads(threads)


def rows(n, d, m):
    return normals(1, n * d).reshape(n, d), normals(2, m * d).reshape(m, d)


def unit(x):
    return x / numpy.linalg.norm(x, axis=1, keepdims=True)


x, anchors = rows(20000, 768, 1024)
scaled = unit(anchors)
sizes = {"n": 20000, "d": 768, "m": 1024}


def cosine():
    out = x @ scaled.T
    out /= numpy.linalg.norm(x, axis=1, keepdims=True)
    return out


measure("RelativeProjectionBench.cosine", sizes, "numpy", cosine, 7)
tx, ta = torch.from_numpy(x), torch.from_numpy(anchors)
measure(
    "RelativeProjectionBench.euclidean", sizes, "torch cdist", lambda: torch.cdist(tx, ta).numpy(), 7
)

x, anchors = rows(2000, 768, 1024)
tx, ta = torch.from_numpy(x), torch.from_numpy(anchors)
sizes = {"n": 2000, "d": 768, "m": 1024}
measure(
    "RelativeProjectionBench.l1", sizes, "torch cdist", lambda: torch.cdist(tx, ta, p=1).numpy(), 3
)

x, anchors = rows(20000, 300, 20000)
scaled = unit(anchors)
sizes = {"n": 20000, "d": 300, "m": 20000, "k": 10}


def by_torch():
    queries, corpus = torch.from_numpy(unit(x)), torch.from_numpy(scaled)
    ids = [torch.topk(part @ corpus.T, 10).indices for part in queries.split(1000)]
    return torch.cat(ids).numpy()


index = faiss.IndexFlatIP(300)
index.add(scaled)
measure("RelativeProjectionBench.fusedTopK", sizes, "torch", by_torch, 3)
measure(
    "RelativeProjectionBench.fusedTopK", sizes, "faiss flat", lambda: index.search(unit(x), 10)[1], 3
)
