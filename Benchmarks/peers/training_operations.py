"""Measures the operations of training in PyTorch and in Aiki, in turn, on the same shapes.

    swift build -c release --build-tests
    python3 training_operations.py --root REPOSITORY [--runs 7] [--threads 1,2] [--only bf16-forward]

Needs torch. Aiki's side is the test suite TrainingTimes, run without building. A product's rate is that of the
product alone, beside it that with the conversion of its left factor (PyTorch: of both factors, from f32 for
BF16). Rates are in GFLOP/s; attention counts the half of the scores that a causal mask leaves.
"""

import argparse
import os
import re
import subprocess
import time

import torch

import machine

LINE = re.compile(r"^(\S+) ([0-9x]+) (\d+): ([0-9. ]+)$")
SUITES = ["products", "attention"]


def aiki(root, suite, runs, threads):
    """Rates by (name, shape, threads)."""
    environment = dict(os.environ, AIKI_TIMINGS=str(runs), AIKI_THREADS=str(threads))
    command = ["swift", "test", "-c", "release", "--skip-build", "--filter", f"TrainingTimes/{suite}"]
    text = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in text.splitlines():
        if match := LINE.match(line):
            name, shape, count, rates = match.groups()
            found[name, shape, int(count)] = [float(rate) for rate in rates.split()]
    return found


def best(runs, body):
    body()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        body()
        times.append(time.perf_counter() - begin)
    return min(times)


def product(name, shape, runs):
    """PyTorch's rates of one product, as Aiki's: alone, and with conversion."""
    t, n, k = (int(part) for part in shape.split("x"))
    kind, form = name.split("-")
    wanted = torch.bfloat16 if kind == "bf16" else torch.float32
    x, w, dy = torch.randn(t, k), torch.randn(n, k), torch.randn(t, n)
    a, b = {"forward": (x, w.T), "inputs": (dy, w), "weights": (dy.T, x)}[form]
    short_a, short_b = a.to(wanted), b.to(wanted)
    operations = 2 * t * n * k / 1e9
    return [operations / best(runs, lambda: short_a @ short_b),
            operations / best(runs, lambda: a.to(wanted) @ b.to(wanted))]


def attention(name, shape, runs):
    """PyTorch's rates of attention, forward and backward."""
    documents, length, heads, width = (int(part) for part in shape.split("x"))
    wanted = torch.bfloat16 if name.endswith("bfloat16") else torch.float32
    q, k, v = (torch.randn(documents, heads, length, width, dtype=wanted, requires_grad=True) for _ in range(3))
    dy = torch.randn(documents, heads, length, width, dtype=wanted)
    forward = best(runs, lambda: torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True))

    def both():
        torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True).backward(dy)

    pairs = documents * length * length / 2 * 2 * heads * width / 1e9
    return [2 * pairs / forward, 5 * pairs / (best(runs, both) - forward)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--root", required=True)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--only", default="")
    parser.add_argument("--wait", type=float, default=60, help="seconds to wait for a quiet machine")
    arguments = parser.parse_args()
    print("| | shape | threads | PyTorch | Aiki | ratio |\n|---|---|---|---|---|---|")
    for threads in (int(part) for part in arguments.threads.split(",")):
        torch.set_num_threads(threads)
        for suite in SUITES:
            machine.wait_until_quiet(arguments.wait)
            ours = aiki(arguments.root, suite, arguments.runs, threads)
            for (name, shape, _), rates in ours.items():
                if arguments.only not in name:
                    continue
                peer = (attention if suite == "attention" else product)(name, shape, arguments.runs)
                text = " / ".join(f"{rate:.0f}" for rate in peer), " / ".join(f"{rate:.0f}" for rate in rates)
                ratio = " / ".join(f"{a / b:.2f}" for a, b in zip(rates, peer))
                print(f"| {name} | {shape} | {threads} | {text[0]} | {text[1]} | {ratio} |", flush=True)


if __name__ == "__main__":
    main()
