"""numpy and torch on the cases of SimilarityBench, two threads each.

linearCka: centred products in feature space with numpy, in float64 (what ours computes in) and in
float32. unbiasedCka: the estimator from n x n kernel matrices, and mutualKnn: neighbours by sorting
whole rows of n x n cosines and masks of n x n entries, both the way the platonic representation
hypothesis measures them, in torch. Sizes: SimilarityBench.py [n=.. d=.. k=..] [linearCka ...].
"""

import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "2"

import numpy
import torch

from peer import measure, normals

torch.set_num_threads(2)
SIZES = dict(argument.split("=") for argument in sys.argv[1:] if "=" in argument)
CASES = [argument for argument in sys.argv[1:] if argument in ("linearCka", "unbiasedCka", "mutualKnn")]


def wanted(case):
    return not CASES or case in CASES


def size(name, default):
    return int(SIZES.get(name, default))


def spaces(n, d):
    return tuple(normals(seed, n * d).reshape(n, d) for seed in (1, 2))


def linear_cka(a, b, kind):
    x, y = a.astype(kind), b.astype(kind)
    x -= x.mean(0)
    y -= y.mean(0)
    return numpy.linalg.norm(x.T @ y) ** 2 / (numpy.linalg.norm(x.T @ x) * numpy.linalg.norm(y.T @ y))


def unbiased_hsic(k, l):
    n = len(k)
    p, q = k.clone().fill_diagonal_(0), l.clone().fill_diagonal_(0)
    value = (p * q.T).sum() + p.sum() * q.sum() / ((n - 1) * (n - 2)) - 2 * (p @ q).sum() / (n - 2)
    return value / (n * (n - 3))


def unbiased_cka(a, b):
    k, l = a @ a.T, b @ b.T
    return unbiased_hsic(k, l) / torch.sqrt(unbiased_hsic(k, k) * unbiased_hsic(l, l))


def neighbour_mask(x, k):
    unit = torch.nn.functional.normalize(x, dim=1)
    nearest = (unit @ unit.T).fill_diagonal_(-1e8).argsort(dim=1, descending=True)[:, :k]
    return torch.zeros(len(x), len(x)).scatter_(1, nearest, 1.0)


def mutual_knn(a, b, k):
    return ((neighbour_mask(a, k) * neighbour_mask(b, k)).sum(1) / k).mean()


if wanted("linearCka"):
    n, d = size("n", 100000), size("d", 768)
    x, y = spaces(n, d)
    for kind in (numpy.float64, numpy.float32):
        name = "numpy " + numpy.dtype(kind).name
        measure("SimilarityBench.linearCka", {"n": n, "d": d}, name, lambda: linear_cka(x, y, kind), 3)

if wanted("unbiasedCka"):
    n, d = size("n", 4000), size("d", 256)
    x, y = (torch.from_numpy(array) for array in spaces(n, d))
    measure("SimilarityBench.unbiasedCka", {"n": n, "d": d}, "torch n x n", lambda: unbiased_cka(x, y), 3)

if wanted("mutualKnn"):
    n, d, k = size("n", 4000), size("d", 256), size("k", 10)
    x, y = (torch.from_numpy(array) for array in spaces(n, d))
    measure("SimilarityBench.mutualKnn", {"n": n, "d": d, "k": k}, "torch argsort", lambda: mutual_knn(x, y, k), 3)
