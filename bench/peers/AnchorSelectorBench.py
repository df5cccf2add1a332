"""torch on the rows of AnchorSelectorBench: one matrix-vector product a step, two threads."""

import torch

from peer import measure, normals

n, d, m = 20000, 768, 256
x = torch.from_numpy(normals(1, n * d).reshape(n, d))
torch.set_num_threads(2)


def farthest_point():
    unit = x / x.norm(dim=1, keepdim=True)
    nearest = torch.full((n,), -2.0)
    rows = torch.empty(m, dtype=torch.int64)
    row = 0
    for step in range(m):
        rows[step] = row
        nearest = torch.maximum(nearest, unit @ unit[row])
        row = int(nearest.argmin())
    return rows.numpy().reshape(1, m)


measure("AnchorSelectorBench.farthestPoint", {"n": n, "d": d, "m": m}, "torch", farthest_point, 5)
