"""What the peer scripts share: the data of the benchmarks, timing, and the lines they print.

The data are those of org.latent4j.kernel.RandomStream, value by value, so that results can be
compared: normals(seed, n) gives the floats of `new RandomStream(seed).normals(n)`.
"""

import json
import sys
import time

import numpy

GAMMA = 0x9E3779B97F4A7C15


def uniforms(seed, first, count):
    """Outputs first, first + 1 ... of SplitMix64 as doubles in [0, 1)."""
    with numpy.errstate(over="ignore"):
        index = numpy.arange(first + 1, first + count + 1, dtype=numpy.uint64)
        z = numpy.uint64(seed) + index * numpy.uint64(GAMMA)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z ^= z >> numpy.uint64(31)
    return (z >> numpy.uint64(11)) * 2.0**-53


def normals(seed, count):
    """The first normal numbers of the stream, as float32, by the polar method."""
    pairs = (count + 1) // 2
    u = uniforms(seed, 0, 2 * (int(pairs * 1.3) + 1000)).reshape(-1, 2) * 2 - 1
    q = (u * u).sum(1)
    kept = (q > 0) & (q < 1)
    u, q = u[kept][:pairs], q[kept][:pairs]
    m = numpy.sqrt(-2 * numpy.log(q) / q)
    return (u * m[:, None]).reshape(-1)[:count].astype(numpy.float32)


def sizes(parameters):
    """As Sizes.of on the other side: the values in the order of their names."""
    return "-".join(str(parameters[name]) for name in sorted(parameters))


def mean_of_a_second(work):
    calls, start = 0, time.perf_counter()
    while True:
        work()
        calls += 1
        seconds = time.perf_counter() - start
        if seconds >= 1:
            return seconds / calls


def measure(benchmark, parameters, peer, work, rounds=7):
    """Times work() as JMH times ours and prints one JSON line; with --dump FOLDER saves the result.

    A round repeats work() for a second and takes the mean; the figure is the median of the rounds.
    """
    result = work()
    mean_of_a_second(work)
    milliseconds = sorted(mean_of_a_second(work) for _ in range(rounds))[rounds // 2] * 1e3
    line = {"benchmark": benchmark, "parameters": parameters, "peer": peer, "milliseconds": milliseconds}
    print(json.dumps(line), flush=True)
    if "--dump" in sys.argv:
        folder = sys.argv[sys.argv.index("--dump") + 1]
        arrays = result if isinstance(result, tuple) else (result,)
        for i, array in enumerate(arrays):
            numpy.save(f"{folder}/{benchmark}-{sizes(parameters)}-{peer}-{i}.npy".replace(" ", "_"), array)
