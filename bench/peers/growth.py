"""One Markdown row of growth: growth.py FOLDER BENCHMARK SIZES.

FOLDER has JMH's results first.json (the sizes as they are) and n.json, d.json, m.json (that one doubled).
"""

import json
import pathlib
import sys

folder, benchmark, sizes = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]


def milliseconds(name):
    file = folder / f"{name}.json"
    return json.loads(file.read_text())[0]["primaryMetric"]["score"] if file.exists() else None


first = milliseconds("first")
times = [milliseconds(name) for name in "ndm"]
growth = " | ".join("-" if time is None else f"{time / first:.2f}" for time in times)
print(f"| `{benchmark}` | {sizes.replace(' ', ', ').replace('=', ' ')} | {first:.2f} | {growth} |")
