"""Prints what Recipes/ablation/run.sh measured: a row a model, then the difference that symbols make.

    python3 table.py results-plain-1.json results-marked-1.json …
"""

import json
import pathlib
import re
import statistics
import sys


def numbers(path):
    value = json.loads(pathlib.Path(path).read_text("utf-8"))
    row = {"bits per byte": value["text"]["bits_per_byte"],
           "predictive depth": value["text"]["predictive_depth"]}
    for kind in value["symbols"]["kinds"]:
        row[f"{kind['kind']}, a token"] = kind["chosen"]["token_depth"]
        row[f"{kind['kind']}, last"] = kind["chosen"]["last_token_depth"]
    return row


def main():
    rows = {}
    for path in sys.argv[1:]:
        arm, seed = re.fullmatch(r"results-(\w+)-(\d+)\.json", pathlib.Path(path).name).groups()
        rows[arm, seed] = numbers(path)
    names = list(next(iter(rows.values())))
    print("| model | " + " | ".join(names) + " |")
    print("|---|" + "---|" * len(names))
    for (arm, seed), row in sorted(rows.items(), reverse=True):
        print(f"| {arm}, seed {seed} | " + " | ".join(f"{row[n]:.3f}" for n in names) + " |")
    seeds = sorted({seed for _, seed in rows})
    pairs = [(rows["marked", s], rows["plain", s]) for s in seeds
             if ("marked", s) in rows and ("plain", s) in rows]
    if pairs:
        means = [statistics.mean(m[n] - p[n] for m, p in pairs) for n in names]
        print("| marked − plain | " + " | ".join(f"{x:+.3f}" for x in means) + " |")


if __name__ == "__main__":
    main()
