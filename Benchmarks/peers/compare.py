"""Measures llama.cpp and Aiki in turn, in one run, on the same GGUF files, and prints ratios.

    python3 compare.py setup VENV                 # once: llama-cpp-python, built for this processor
    python3 compare.py run MODEL.gguf … --aiki .build/release/aiki --python VENV/bin/python

Each round measures one side and then the other (A B A B …), every side in a process of its own, so that
neither's threads spin while the other is measured. Before each turn it waits, for a bounded time, until
nobody else uses the processor, and it says how much others did meanwhile: a row that was measured
beside others is marked. `setup` needs a C++ compiler and CMake; `run` needs only what it is given.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

QUIET_SHARE = 0.03  # others' share of all cores' time that still counts as quiet
DECODE_TOKENS = 64


# --- the machine


def cpu_ticks():
    """Busy and all ticks of all cores; None where the system does not say."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            ticks = [int(word) for word in stat.readline().split()[1:9]]
    except (OSError, ValueError):
        return None
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime + own.ru_utime + own.ru_stime


class Watch:
    """What others did since it was made, as a share of all cores' time."""

    def __init__(self):
        self.ticks, self.seconds = cpu_ticks(), children_seconds()

    def others(self):
        now = cpu_ticks()
        if self.ticks is None or now is None or now[1] <= self.ticks[1]:
            return None
        mine = (children_seconds() - self.seconds) * os.sysconf("SC_CLK_TCK")
        busy = now[0] - self.ticks[0] - mine
        return min(1.0, max(0.0, busy / (now[1] - self.ticks[1])))


def wait_until_quiet(limit):
    """Waits until two seconds pass in which others do next to nothing; whether they did."""
    end = time.monotonic() + limit
    while True:
        watch = Watch()
        time.sleep(2)
        share = watch.others()
        if share is None or share < QUIET_SHARE:
            return True
        if time.monotonic() >= end:
            return False


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            lines = [line for line in info if line.startswith("model name")]
        names = [line.split(":", 1)[1].strip() for line in lines]
        return f"{len(names)} × {names[0]}" if names else "unknown"
    except OSError:
        return "unknown"


# --- one side, in its own process


def tokens(count, vocabulary):
    """The tokens that `aiki model bench` takes."""
    state, result = 20, []
    for _ in range(count):
        state = state * 48271 % 2147483647
        result.append(state % vocabulary)
    return result


def measure_llama(model, prefill, depths, threads):
    """Tokens a second of llama.cpp, once each, after a warm-up; runs inside the virtual environment."""
    import ctypes

    import llama_cpp as llama

    # The callback must live as long as the library may call it.
    silence = llama.llama_log_callback(lambda level, text, data: None)
    llama.llama_log_set(silence, ctypes.c_void_p(0))
    llama.llama_backend_init()
    start = time.perf_counter()
    handle = llama.llama_model_load_from_file(
        os.fsencode(model), llama.llama_model_default_params())
    if not handle:
        raise SystemExit(f"llama.cpp cannot load {model}")
    load = time.perf_counter() - start
    longest = max(prefill + [d + DECODE_TOKENS for d in depths])
    parameters = llama.llama_context_default_params()
    parameters.n_ctx = longest + 64
    parameters.n_batch = 2048
    parameters.n_threads = parameters.n_threads_batch = threads
    context = llama.llama_init_from_model(handle, parameters)
    if not context:
        raise SystemExit("llama.cpp cannot make a context")
    memory = llama.llama_get_memory(context)
    ids = tokens(longest, llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(handle)))

    def feed(first, end, chunk):
        for at in range(first, end, chunk):
            part = ids[at:min(at + chunk, end)]
            array = (llama.llama_token * len(part))(*part)
            if llama.llama_decode(context, llama.llama_batch_get_one(array, len(part))) != 0:
                raise SystemExit("llama.cpp cannot decode")
        llama.llama_synchronize(context)
        if llama.llama_get_logits_ith(context, -1)[0] != llama.llama_get_logits_ith(context, -1)[0]:
            raise SystemExit("llama.cpp gave a logit that is no number")

    def timed(first, end, chunk):
        start = time.perf_counter()
        feed(first, end, chunk)
        return (end - first) / (time.perf_counter() - start)

    feed(0, 32, 2048)
    feed(32, 34, 1)
    result = {"load_s": load, "prefill": {}, "decode": {}}
    for length in prefill:
        llama.llama_memory_clear(memory, True)
        result["prefill"][length] = timed(0, length, 2048)
    for depth in depths:
        llama.llama_memory_clear(memory, True)
        if depth:
            feed(0, depth, 2048)
        result["decode"][depth] = timed(depth, depth + DECODE_TOKENS, 1)
    result["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024)
    print(json.dumps(result))


def run_llama(a, model):
    command = [a.python, __file__, "llama", str(model), "--threads", str(a.threads)]
    command += ["--prefill", *map(str, a.prefill), "--depth", *map(str, a.depth)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def run_aiki(a, model, home):
    command = [a.aiki, "model", "bench", str(model), "--json", "--skip-start", "--repetitions", "1"]
    command += ["--threads", str(a.threads), "--tokens", str(DECODE_TOKENS)]
    command += ["--prefill", *map(str, a.prefill), "--depth", *map(str, a.depth)]
    if a.kernels:
        command += ["--kernels", a.kernels]
    environment = {**os.environ, "AIKI_HOME": home}
    found = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout)
    median = lambda part, key: part[key]["median"]
    return {
        "prefill": {p["tokens"]: median(p, "tokens_per_second") for p in found["prefill"]},
        "decode": {d["depth"]: median(d, "tokens_per_second") for d in found["decode"]},
        "memory": {d["depth"]: median(d, "memory_bytes_per_second") for d in found["decode"]},
        "memory_share": {d["depth"]: median(d, "memory_share") for d in found["decode"]},
        "peak_bytes": found["peak_memory_bytes"],
    }


# --- both sides


def compare(a, model, home):
    """A B A B …: a list of turns, each a side, what it measured and what others did meanwhile."""
    turns = []
    for number in range(a.rounds):
        for side in ("llama.cpp", "aiki"):
            quiet = wait_until_quiet(a.wait)
            watch = Watch()
            measured = run_llama(a, model) if side == "llama.cpp" else run_aiki(a, model, home)
            turns.append(dict(
                side=side, round=number, was_quiet=quiet, others_share=watch.others(), **measured))
            print(f"{model.name} round {number + 1} {side}: {json.dumps(turns[-1])}",
                  file=sys.stderr)
    return turns


def values(turns, side, what, size):
    """Every round's number; JSON's keys are texts, ours are numbers."""
    return [t[what].get(size, t[what].get(str(size))) for t in turns if t["side"] == side]


def rows(turns, a):
    """A row for each measurement: what, both medians, ratio, both spreads, share of memory."""
    result = []
    for what, sizes in (("prefill", a.prefill), ("decode", a.depth)):
        for size in sizes:
            theirs = values(turns, "llama.cpp", what, size)
            ours = values(turns, "aiki", what, size)
            if None in theirs or None in ours:
                continue
            row = {"what": what, "size": size}
            for name, numbers in (("llama_cpp", theirs), ("aiki", ours)):
                middle = statistics.median(numbers)
                row[name] = middle
                row[name + "_spread"] = (max(numbers) - min(numbers)) / middle
            row["ratio"] = row["aiki"] / row["llama_cpp"]
            if what == "decode":
                row["memory_bytes_per_second"] = statistics.median(
                    values(turns, "aiki", "memory", size))
                row["memory_share"] = statistics.median(
                    values(turns, "aiki", "memory_share", size))
            result.append(row)
    return result


def table(name, found, turns):
    shares = [t["others_share"] for t in turns if t["others_share"] is not None]
    others = f"others used up to {max(shares):.0%}" if shares else "others unknown"
    loaded = "" if all(t["was_quiet"] for t in turns) and max(shares, default=0) < 0.1 \
        else "  **the machine was loaded: not to be compared**"
    lines = [f"### {name}: {others} of the processor{loaded}", "",
             "| | llama.cpp | Aiki | ratio | spreads | memory read | of it |",
             "|---|---|---|---|---|---|---|"]
    for row in found:
        memory = share = ""
        if "memory_share" in row:
            memory = f"{row['memory_bytes_per_second'] / 1e9:.1f} GB/s"
            share = f"{row['memory_share']:.0%}"
        lines.append(
            f"| {row['what']} {row['size']} | {row['llama_cpp']:.1f} | {row['aiki']:.1f} "
            f"| {row['ratio']:.2f} | {row['llama_cpp_spread']:.0%}, {row['aiki_spread']:.0%} "
            f"| {memory} | {share} |")
    peaks = {s: max(t["peak_bytes"] or 0 for t in turns if t["side"] == s)
             for s in ("llama.cpp", "aiki")}
    lines += ["", f"Peak memory: llama.cpp {peaks['llama.cpp'] / 2**20:.0f} MiB, "
                  f"Aiki {peaks['aiki'] / 2**20:.0f} MiB.", ""]
    return "\n".join(lines)


def run(a):
    report = {"processor": processor(), "threads": a.threads, "rounds": a.rounds, "models": []}
    with tempfile.TemporaryDirectory() as home:
        for model in a.models:
            turns = compare(a, model, home)
            found = rows(turns, a)
            report["models"].append({"model": model.name, "rows": found, "turns": turns})
            print(table(model.name, found, turns), flush=True)
            if a.out:
                a.out.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


def setup(folder):
    """A virtual environment with llama-cpp-python, compiled here for this processor."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install"]
    environment = {**os.environ, "CMAKE_ARGS": "-DGGML_NATIVE=ON -DCMAKE_BUILD_TYPE=Release"}
    subprocess.run(
        [*pip, "--no-binary", "llama-cpp-python", "llama-cpp-python==0.3.36"],
        check=True, env=environment)
    subprocess.run([*pip, "gguf", "numpy"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("setup", help="make a virtual environment with llama-cpp-python")
    making.add_argument("folder", type=pathlib.Path)
    running = verbs.add_parser("run", help="measure both sides in turn")
    running.add_argument("models", nargs="+", type=pathlib.Path)
    running.add_argument("--aiki", required=True, help="the built program")
    running.add_argument("--python", required=True, help="the virtual environment's Python")
    running.add_argument("--rounds", type=int, default=5)
    running.add_argument("--kernels", help="as `aiki model bench --kernels`")
    running.add_argument("--wait", type=float, default=120, help="seconds to wait for quiet")
    running.add_argument("--out", type=pathlib.Path, help="a JSON file")
    one = verbs.add_parser("llama", help="measure llama.cpp once; called by run")
    one.add_argument("model")
    for verb in (running, one):
        verb.add_argument("--threads", type=int, default=2)
        verb.add_argument("--prefill", nargs="*", type=int, default=[512])
        verb.add_argument("--depth", nargs="*", type=int, default=[0])
    a = parser.parse_args()
    if a.verb == "setup":
        setup(a.folder)
    elif a.verb == "llama":
        measure_llama(a.model, a.prefill, a.depth, a.threads)
    else:
        run(a)


if __name__ == "__main__":
    main()
