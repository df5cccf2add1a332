"""One Markdown row for each pair of a JMH result and a peer: table.py FOLDER BENCHMARK.

Reads FOLDER/BENCHMARK.json (JMH), FOLDER/BENCHMARK.peers (JSON lines), and the npy files that both
sides wrote. A time is the median of the rounds, each the mean of about a second; the last column is
the largest difference of the results.
"""

import json
import pathlib
import statistics
import sys

import numpy
from peer import sizes

folder, benchmark = pathlib.Path(sys.argv[1]), sys.argv[2]
ours = {}
for run in json.loads((folder / f"{benchmark}.json").read_text()):
    name = ".".join(run["benchmark"].split(".")[-2:])
    ours[name, tuple(sorted(run.get("params", {}).items()))] = statistics.median(
        score for fork in run["primaryMetric"]["rawData"] for score in fork
    )


def difference(name, values, peer):
    mine = folder / f"{name}-{values}.npy"
    theirs = folder / f"{name}-{values}-{peer}-0.npy".replace(" ", "_")
    if not mine.exists() or not theirs.exists():
        return "-"
    a, b = numpy.load(mine), numpy.load(theirs)
    if a.dtype.kind == "i" and a.ndim == 1:  # codes, one after the other
        return f"{(a != b.ravel()).sum()} of {a.size} codes"
    if a.dtype.kind == "i":  # ids: what one side found and the other did not
        missed = sum(len(set(x) - set(y)) for x, y in zip(a.tolist(), b.tolist()))
        return f"{missed} of {a.size} ids"
    b = b.reshape(a.shape)
    return f"{abs(a - b).max() / abs(b).max():.1e} of the largest"


for line in (folder / f"{benchmark}.peers").read_text().splitlines():
    peer = json.loads(line)
    parameters = {key: str(value) for key, value in peer["parameters"].items()}
    time = ours[peer["benchmark"], tuple(sorted(parameters.items()))]
    shown = ", ".join(f"{key} {value}" for key, value in parameters.items())
    print(
        f"| `{peer['benchmark']}` | {shown} | {peer['peer']} | {time:.2f} | {peer['milliseconds']:.2f} "
        f"| {peer['milliseconds'] / time:.2f} "
        f"| {difference(peer['benchmark'], sizes(parameters), peer['peer'])} |"
    )
