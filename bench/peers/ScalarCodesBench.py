"""The codes of ScalarCodesBench by numpy, and by torch where it has a fast way."""

import numpy
import torch

from peer import measure, normals

n = 200000
four = normals(1, n * 4).reshape(n, 4)
twelve = normals(2, n * 12).reshape(n, 12)
levels = numpy.array([8, 5, 5, 5], numpy.float32)
half = (levels - 1) * numpy.float32(1 - 1e-3) / 2
offset = numpy.where(levels % 2 == 0, 0.5, 0).astype(numpy.float32)
shift = numpy.tan(offset / half).astype(numpy.float32)
width = (levels // 2).astype(numpy.int32)
stretch = (1 + 0.1 * numpy.arange(12)).astype(numpy.float32)
values = stretch[:, None] * (numpy.arange(10, dtype=numpy.float32) / 9 - numpy.float32(0.5))


def fsq():
    bounded = numpy.rint(half * numpy.tanh(four + shift) - offset)
    return bounded.astype(numpy.int32) + width


x, h, o, s, w = (torch.from_numpy(a) for a in (four, half, offset, shift, width))


def fsq_torch():
    return ((h * torch.tanh(x + s) - o).round().int() + w).numpy()


def qlae():
    return numpy.abs(twelve[:, :, None] - values).argmin(2).astype(numpy.int32)


torch.set_num_threads(1)
measure("ScalarCodesBench.fsq", {"n": n}, "numpy", fsq)
measure("ScalarCodesBench.fsq", {"n": n}, "torch", fsq_torch)
measure("ScalarCodesBench.qlae", {"n": n}, "numpy", qlae, 3)
