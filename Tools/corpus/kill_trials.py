"""Kills the building of a corpus at random times, lets it go on, and compares what comes out with an undisturbed run.

    python3 Tools/corpus/kill_trials.py --aiki .build/release/aiki recipe.toml [--trials 10] [--seed 1]

Each trial builds into a new folder, kills the process (SIGKILL) after a random share of the undisturbed run's time as often
as it takes, at most five times, then lets it finish. Every file of the corpus must be the same to the byte.
"""

import argparse
import hashlib
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir()) if path.is_file()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe")
    parser.add_argument("--aiki", default=".build/release/aiki")
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)

        def start(folder):
            return subprocess.Popen(
                [options.aiki, "corpus", "build", options.recipe, "--to", folder, "--json"],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

        begin = time.monotonic()
        process = start(root / "whole")
        _, errors = process.communicate()
        assert process.returncode == 0, errors
        seconds = time.monotonic() - begin
        expected = digests(root / "whole")
        print(f"undisturbed: {seconds:.1f} s, {len(expected)} files")
        for trial in range(options.trials):
            folder = root / f"trial-{trial}"
            kills = 0
            while True:
                process = start(folder)
                if kills < 5:
                    time.sleep(chance.uniform(0.02, 1.0) * seconds)
                    if process.poll() is None:
                        process.send_signal(signal.SIGKILL)
                        process.communicate()
                        kills += 1
                        continue
                _, errors = process.communicate()
                assert process.returncode == 0, errors
                break
            found = digests(folder)
            assert found == expected, {name for name in {*found, *expected} if found.get(name) != expected.get(name)}
            print(f"trial {trial}: {kills} kills, the same", flush=True)
            shutil.rmtree(folder)
    print("all trials passed")


if __name__ == "__main__":
    main()
