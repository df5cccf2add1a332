"""Prints the Markdown table of bench/compare.

Arguments: the folder with NAME.json (JMH's results) and NAME.lines (the peer's) of each benchmark
class. Ratio: the peer's time over ours, larger is better.
"""

import json
import pathlib
import sys


def key(benchmark, parameters):
    return benchmark, tuple(sorted((name, str(value)) for name, value in parameters.items()))


folder = pathlib.Path(sys.argv[1])
own = {}
for file in sorted(folder.glob("*.json")):
    for run in json.loads(file.read_text()):
        name = ".".join(run["benchmark"].split(".")[-2:])
        metric = run["primaryMetric"]
        own[key(name, run.get("params", {}))] = metric["score"], metric["scoreError"]

print("| benchmark | parameters | peer | ours, ms | peer, ms | ratio | largest difference |")
print("|---|---|---|---|---|---|---|")
missing = False
for file in sorted(folder.glob("*.lines")):
    for text in file.read_text().splitlines():
        line = json.loads(text)
        parameters = ", ".join(f"{name} = {value}" for name, value in line["parameters"].items())
        found = own.get(key(line["benchmark"], line["parameters"]))
        if found is None:
            missing = True
            print(f"| {line['benchmark']} | {parameters} | {line['peer']} | missing | | | |")
            continue
        score, error = found
        ratio = line["milliseconds"] / score
        difference = f"{line['difference']:.1e} ({line['of']})" if "difference" in line else "-"
        print(
            f"| {line['benchmark']} | {parameters} | {line['peer']} | {score:.2f} ± {float(error):.2f}"
            f" | {line['milliseconds']:.2f} | {ratio:.2f} | {difference} |"
        )
sys.exit(1 if missing else 0)
