"""Builds a corpus on a Ray cluster: each part is a task, merging comes last.

    python3 Tools/corpus/ray_corpus.py --aiki .build/release/aiki recipe.toml --to /shared/corpus --parts 8

Needs `pip install ray`, and a folder that all machines see for recipe, sources and corpus. A task that dies with its
machine is started again by Ray, and goes on at its last whole segment.
"""

import argparse
import os
import subprocess

import ray


@ray.remote(num_cpus=1, max_retries=5)
def prepare(aiki, recipe, folder, index, parts):
    """Prepares one part; returns how it ended and what was said."""
    command = [aiki, "corpus", "build", recipe, "--to", folder, "--shard", f"{index}/{parts}", "--workers", "1", "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    return index, done.returncode, done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe")
    parser.add_argument("--to", required=True)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--aiki", default=".build/release/aiki")
    parser.add_argument("--address", help="of a cluster; without it one is started here")
    options = parser.parse_args()
    aiki, recipe, folder = (os.path.abspath(path) for path in (options.aiki, options.recipe, options.to))
    ray.init(address=options.address, include_dashboard=False, logging_level="warning")
    pending = [prepare.remote(aiki, recipe, folder, index, options.parts) for index in range(options.parts)]
    while pending:
        ready, pending = ray.wait(pending)
        index, status, errors = ray.get(ready[0])
        if status != 0:
            raise SystemExit(f"Part {index} failed:\n{errors}")
        print(f"part {index} is prepared, {len(pending)} to go", flush=True)
    subprocess.run([aiki, "corpus", "merge", recipe, "--to", folder], check=True)


if __name__ == "__main__":
    main()
