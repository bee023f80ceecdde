"""Measures llama.cpp and Aiki in turn, in one run, on the same files, and prints ratios beside what is aimed at.

    python3 compare.py setup VENV                 # once: llama-cpp-python, built for this processor
    python3 compare.py run MODELS --aiki .build/release/aiki --python VENV/bin/python [--only GROUP …]

MODELS is the folder that make_models.py fills. Every turn is a process of its own, so that neither side's
threads spin while the other is measured: A B A B …. Before each turn it waits, for a bounded time, until nobody
else uses the processor, and it says how much others did meanwhile: a row that was measured beside others is
marked. How fast memory is read is measured between the turns, for both sides alike.

Groups, each of which can be run alone:
  types     prefill of 512 tokens and decoding from nothing: every type of both models
  lengths   prefill of 128, 2048 and 8192 tokens, decoding behind 2048 and 8192
  kernels   what the AVX2 kernels reach of the same
  requests  eight at once, 32 + 128 tokens each; llama.cpp as eight sequences in each batch, which no server of
            it can exceed; Aiki the same way, and as a server with eight clients
  start     from a started program to the first token, the file being in memory
  snapshot  a prompt of 4,096 + 32 tokens whose beginning is on the disk
  lookup    going on with a text as an edit of its end, with and without guessing ahead
  vectors   texts of 22 tokens, 32 a call and one a call, beside PyTorch and ONNX Runtime too

`setup` needs a C++ compiler and CMake; `run` needs only what it is given.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import machine
from aiki_side import Aiki, cached_tokens
from llama_side import tokens

HERE = pathlib.Path(__file__).parent
SMALL, LARGE = "qwen2-0.5b", "llama-1b"
TYPES = ["Q4_K_M", "Q8_0", "Q4_0", "Q6_K", "F16", "BF16"]
DECODE_TOKENS = 64
LENGTHS = [128, 2048, 8192]
DEPTHS = [2048, 8192]
REQUESTS, REQUEST_PROMPT, REQUEST_TOKENS = 8, 32, 128
SNAPSHOT_TOKENS, SNAPSHOT_NEW = 4096, 32
SNAPSHOT_WRITE_SECONDS = 3
LOOKUP_PROMPT, LOOKUP_TOKENS = 768, 256
TEXT_TOKENS = 22

# What is aimed at, as a ratio to llama.cpp.
PREFILL_TARGETS = {"Q4_K_M": 4, "Q8_0": 4, "Q4_0": 2.5, "Q6_K": 2.5, "F16": 2.5, "BF16": 2.5}
DECODE_TARGETS = {SMALL: 1.3, LARGE: 1.05}
ROUNDS = {"types": 3, "lengths": 2, "kernels": 1, "requests": 2, "start": 5, "snapshot": 3,
          "lookup": 3, "vectors": 3}


# --- turns


class Bench:
    """What is measured with, and every turn that was taken."""

    def __init__(self, a, home):
        self.a, self.turns = a, []
        self.aiki = Aiki(a.aiki, home, a.threads, a.set, a.kernels)

    def rounds(self, group):
        return range(self.a.rounds or ROUNDS[group])

    def file(self, model, kind):
        path = self.a.models / f"{model}-{kind}.gguf"
        return path if path.exists() else None

    def turn(self, group, side, number, measure):
        """Waits for quiet, measures, and keeps what was found with what others did meanwhile."""
        quiet = machine.wait_until_quiet(self.a.wait)
        watch = machine.Watch()
        begin = time.perf_counter()
        found = measure()
        kept = dict(group=group, side=side, round=number, was_quiet=quiet,
                    seconds=time.perf_counter() - begin, others_share=watch.others(), **found)
        self.turns.append(kept)
        print(f"{group} {number + 1} {side}: {json.dumps(kept)}", file=sys.stderr, flush=True)
        return kept

    def llama(self, what, model, *arguments):
        return self.child("llama_side.py", what, model, *arguments)

    def child(self, script, what, model, *arguments):
        command = [self.a.python, HERE / script, what, model, "--threads", self.a.threads]
        output = subprocess.run(
            [*map(str, command), *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout
        return json.loads(output)


def median(part, *keys):
    for key in keys:
        part = part[key]
    return part["median"]


def aiki_speed(bench, model, lengths, depths):
    only = [name for name, sizes in (("prefill", lengths), ("decode", depths)) if sizes]
    arguments = ["--only", *only, "--tokens", DECODE_TOKENS]
    if lengths:
        arguments += ["--prefill", *lengths]
    if depths:
        arguments += ["--depth", *depths]
    found = bench.aiki.bench(model, *arguments)
    return {
        "prefill": {str(p["tokens"]): median(p, "tokens_per_second") for p in found["prefill"]},
        "decode": {str(d["depth"]): median(d, "tokens_per_second") for d in found["decode"]},
        "bytes_per_token": {str(d["depth"]): d["bytes_per_token"] for d in found["decode"]},
        "own_memory_share": {str(d["depth"]): median(d, "memory_share") for d in found["decode"]},
        "peak_bytes": found["peak_memory_bytes"],
    }


def speed_turns(bench, group, model, lengths, depths):
    """A B A B … of prompts and decoding, memory read between the turns."""
    sizes = ["--prefill", *lengths, "--depth", *depths, "--tokens", DECODE_TOKENS]
    measures = {
        "llama.cpp": lambda: bench.llama("speed", model, *sizes),
        "aiki": lambda: aiki_speed(bench, model, lengths, depths),
    }
    turns = []
    for number in bench.rounds(group):
        before = bench.aiki.memory_rate(model) if depths else None
        for side, measure in measures.items():
            turn = bench.turn(group, side, number, measure)
            turn["model"] = model.name
            if depths:
                after = bench.aiki.memory_rate(model)
                turn["memory_bytes_per_second"] = max(before, after)
                before = after
            turns.append(turn)
    return turns


# --- rows


def row(group, model, what, unit, turns, value, target=None, lower=False, peer="llama.cpp",
        ours="aiki"):
    """Both medians and spreads, and their ratio: how many times as good we are."""
    result = dict(group=group, model=model, what=what, unit=unit, target=target, peer=peer)
    for name, side in (("peer_value", peer), ("aiki", ours)):
        numbers = [value(t) for t in turns if t["side"] == side]
        result[name] = statistics.median(numbers)
        result[name + "_spread"] = (max(numbers) - min(numbers)) / result[name]
    better, worse = ("peer_value", "aiki") if lower else ("aiki", "peer_value")
    result["ratio"] = result[better] / result[worse]
    shares = [t["others_share"] for t in turns if t["others_share"] is not None]
    result["others_share"] = max(shares, default=None)
    result["was_quiet"] = all(t["was_quiet"] for t in turns) and \
        max(shares, default=0) < machine.LOADED_SHARE
    return result


def speed_rows(group, model, kind, turns, lengths, depths):
    name = f"{model} {kind}"
    found = []
    for length in lengths:
        target = PREFILL_TARGETS.get(kind) if length <= 2048 else 3
        found.append(row(group, name, f"prefill {length}", "tokens/s", turns,
                         lambda t: t["prefill"][str(length)], target))
    ours = [t for t in turns if t["side"] == "aiki"]
    for depth in depths:
        target = DECODE_TARGETS.get(model) if depth == 0 else 1.5 if depth == 8192 else None
        decode = row(group, name, f"decode at {depth}", "tokens/s", turns,
                     lambda t: t["decode"][str(depth)], target)
        read = ours[0]["bytes_per_token"][str(depth)]
        for key, side in (("peer_memory_share", "llama.cpp"), ("memory_share", "aiki")):
            decode[key] = statistics.median(
                t["decode"][str(depth)] * read / t["memory_bytes_per_second"]
                for t in turns if t["side"] == side)
        decode["memory_bytes_per_second"] = statistics.median(
            t["memory_bytes_per_second"] for t in turns)
        found.append(decode)
    context = max([*lengths, *(d + DECODE_TOKENS for d in depths)])
    found.append(row(group, name, f"peak memory, {context} tokens", "MiB", turns,
                     lambda t: t["peak_bytes"] / 2**20, 1 / 1.1, lower=True))
    return found


def chosen(bench, pairs):
    """The models and types that are wanted and there."""
    for model, kind in pairs:
        a = bench.a
        if (a.names and model not in a.names) or (a.types and kind not in a.types):
            continue
        path = bench.file(model, kind)
        if path is None:
            print(f"left out, not in the folder: {model}-{kind}.gguf", file=sys.stderr)
            continue
        yield model, kind, path


def types(bench):
    for model, kind, path in chosen(bench, [(m, k) for m in (SMALL, LARGE) for k in TYPES]):
        turns = speed_turns(bench, "types", path, [512], [0])
        yield from speed_rows("types", model, kind, turns, [512], [0])


def lengths(bench):
    for model, kind, path in chosen(bench, [(SMALL, "Q4_K_M"), (LARGE, "Q4_K_M")]):
        turns = speed_turns(bench, "lengths", path, LENGTHS, DEPTHS)
        yield from speed_rows("lengths", model, kind, turns, LENGTHS, DEPTHS)


def kernels(bench):
    """The kernels of a lesser kind on the same machine, beside the best; no peer."""
    for model, kind, path in chosen(
            bench, [(m, k) for m in (SMALL, LARGE) for k in ("Q4_K_M", "Q8_0")]):
        turns = []
        for number in bench.rounds("kernels"):
            for side, name in (("aiki", None), ("aiki avx2", "avx2")):
                bench.aiki.kernels = name
                turns.append(bench.turn(
                    "kernels", side, number, lambda: aiki_speed(bench, path, [512], [0])))
        bench.aiki.kernels = bench.a.kernels
        for what, size in (("prefill", "512"), ("decode", "0")):
            yield row("kernels", f"{model} {kind}", f"{what} {size}, AVX2 to AVX-512", "tokens/s",
                      turns, lambda t: t[what][size], peer="aiki", ours="aiki avx2")


def requests(bench):
    shape = ["--prompt", REQUEST_PROMPT, "--tokens", REQUEST_TOKENS, "--sequences", REQUESTS]
    for model, kind, path in chosen(bench, [(SMALL, "Q4_K_M"), (LARGE, "Q4_K_M")]):
        name = bench.aiki.install(path, f"{model}-{kind}".lower().replace("_", "-"))
        size = 151936 if model == SMALL else 128256
        ids = tokens(REQUESTS * REQUEST_PROMPT, size)
        prompts = [ids[at * REQUEST_PROMPT:(at + 1) * REQUEST_PROMPT] for at in range(REQUESTS)]

        def batched():
            found = bench.aiki.bench(
                path, "--only", "parallel", "--parallel", REQUESTS, "--tokens", REQUEST_TOKENS)
            return {"tokens_per_second": median(found["parallel"][0], "tokens_per_second")}

        def served():
            # Guessing ahead is another group's matter.
            with bench.aiki.serve(
                    AIKI_ENGINE_CONCURRENT_REQUESTS=REQUESTS, AIKI_ENGINE_CONTEXT_TOKENS=512,
                    **bench.a.off) as server:
                server.complete(name, prompts[0][:8], 2)
                answers, seconds = server.complete_at_once(name, prompts, REQUEST_TOKENS)
            count = sum(answer["usage"]["completion_tokens"] for answer in answers)
            return {"tokens_per_second": count / seconds, "tokens": count}

        turns = []
        for number in bench.rounds("requests"):
            for side, measure in (
                    ("llama.cpp", lambda: bench.llama("parallel", path, *shape)),
                    ("aiki", batched), ("aiki server", served)):
                turns.append(bench.turn("requests", side, number, measure))
        for side, what, target in (
                ("aiki server", "server, 8 clients", 1.5), ("aiki", "8 sequences in a batch", None)):
            yield row("requests", f"{model} {kind}", what, "tokens/s", turns,
                      lambda t: t["tokens_per_second"], target, ours=side)


def start(bench):
    text = "The quick brown fox jumps over the lazy dog, again and again. " * 2
    for model, kind, path in chosen(bench, [(LARGE, "Q4_K_M"), (SMALL, "Q4_K_M")]):
        name = bench.aiki.install(path, f"{model}-{kind}".lower().replace("_", "-"))
        bench.aiki.ask_seconds(name, text)
        turns = []
        for number in bench.rounds("start"):
            turns.append(bench.turn("start", "llama.cpp", number,
                                    lambda: bench.llama("start", path)))
            turns.append(bench.turn("start", "aiki", number, lambda: {
                "first_token_s": bench.aiki.ask_seconds(name, text)}))
        yield row("start", f"{model} {kind}", "program to first token; theirs: loading alone", "s",
                  turns, lambda t: t.get("load_s", t["first_token_s"]),
                  2 if model == LARGE else None, lower=True)
        yield row("start", f"{model} {kind}", "program to first token; theirs: without Python", "s",
                  turns, lambda t: t["first_token_s"], lower=True)


def snapshot(bench):
    """No peer: the first token behind a long beginning, with and without its state on the disk."""
    for model, kind, path in chosen(bench, [(SMALL, "Q4_K_M")]):
        name = bench.aiki.install(path, f"{model}-{kind}".lower().replace("_", "-"))
        ids = tokens(SNAPSHOT_TOKENS + SNAPSHOT_NEW * 16, 151936)
        common, fresh = ids[:SNAPSHOT_TOKENS], ids[SNAPSHOT_TOKENS:]

        def prompt(index):
            return common + fresh[index * SNAPSHOT_NEW:(index + 1) * SNAPSHOT_NEW]

        settings = {"AIKI_ENGINE_CONTEXT_TOKENS": 8192, "AIKI_ENGINE_SNAPSHOTS": "prompt"}
        with bench.aiki.serve(**settings) as server:
            server.complete(name, [1, 2, 3], 1)
            computed = server.complete(name, prompt(0), 1)
            time.sleep(SNAPSHOT_WRITE_SECONDS)

        def running(index):
            with bench.aiki.serve(**settings) as server:
                server.complete(name, [1, 2, 3], 1)
                answer = server.complete(name, prompt(index), 1)
            return answer["seconds"], answer

        def started(index):
            with bench.aiki.serve(**settings) as server:
                answer = server.complete(name, prompt(index), 1)
                return time.perf_counter() - server.begin, answer

        for what, measure, target, first in (
                ("first token, server running", running, 0.1, 1),
                ("first token from starting the program", started, 0.3, 8)):
            turns = []
            for number in bench.rounds("snapshot"):
                def found():
                    seconds, answer = measure(first + number)
                    return {"value": seconds, "cached_tokens": cached_tokens(answer["usage"])}
                turns.append(bench.turn("snapshot", "aiki", number, found))
            # Beside what it took a running server that had nothing on the disk.
            plain = dict(turns[0], side="computed", value=computed["seconds"])
            result = row("snapshot", f"{model} {kind}", what, "s", [*turns, plain],
                         lambda t: t["value"], computed["seconds"] / target, lower=True,
                         peer="computed")
            result["cached_tokens"] = min(t["cached_tokens"] for t in turns)
            yield result


def lookup(bench):
    """No peer: the same answer with and without guessing ahead."""
    path = next(iter(sorted(bench.a.models.glob("copying-Q*.gguf"))), None)
    if path is None:
        print("left out, not in the folder: copying-*.gguf", file=sys.stderr)
        return
    name = bench.aiki.install(path, "copying")
    text = (HERE.parent.parent / "docs/PERFORMANCE.md").read_text("utf-8") * 4
    pieces = json.loads(bench.aiki.run(
        "tokenize", "--model", name, "--json", input=text.encode()))["tokens"]
    prompt = [piece["id"] for piece in pieces[:LOOKUP_PROMPT]]
    turns, texts = [], []

    def answer(settings):
        # The prompt's own time is taken out: it is asked for twice, and is there the second time.
        with bench.aiki.serve(AIKI_ENGINE_CONTEXT_TOKENS=2048, **settings) as server:
            server.complete(name, prompt, 1)
            first = server.complete(name, prompt, 1)
            whole = server.complete(name, prompt, LOOKUP_TOKENS)
        texts.append(whole["text"])
        count = whole["usage"]["completion_tokens"] - 1
        return {"tokens_per_second": count / (whole["seconds"] - first["seconds"]),
                "tokens": count}

    for number in bench.rounds("lookup"):
        for side, settings in (("plain", bench.a.off), ("aiki", {})):
            turns.append(bench.turn("lookup", side, number, lambda: answer(settings)))
    result = row("lookup", path.stem, f"edit of a text, {LOOKUP_TOKENS} tokens", "tokens/s", turns,
                 lambda t: t["tokens_per_second"], 2, peer="plain")
    result["same_text"] = len(set(texts)) == 1
    yield result


def vectors(bench):
    folder = bench.a.models / "minilm"
    if not folder.exists():
        print("left out, not in the folder: minilm/", file=sys.stderr)
        return
    files = {}
    for precision in ("F16", "BF16", "F32"):
        name = f"minilm-{precision.lower()}"
        bench.aiki.run("model", "import", folder, "--name", name, "--precision", precision)
        files[precision] = json.loads(bench.aiki.run("model", "show", name, "--json"))["path"]
    for texts in (32, 1):
        shape = ["--texts", texts, "--tokens", TEXT_TOKENS]

        def own(path):
            found = bench.aiki.bench(
                path, "--only", "embedding", "--texts", texts, "--text-tokens", TEXT_TOKENS)
            part = found["embedding"][0]
            return {"texts_per_second": median(part, "texts_per_second"),
                    "milliseconds": median(part, "milliseconds")}

        sides = {
            "torch-bf16": lambda: bench.child("embed_side.py", "torch-bf16", folder, *shape),
            "onnx": lambda: bench.child("embed_side.py", "onnx", folder, *shape),
            "llama.cpp": lambda: bench.llama("embed", files["F16"], *shape),
            "aiki": lambda: own(files["F16"]),
            "aiki bf16": lambda: own(files["BF16"]),
            "aiki f32": lambda: own(files["F32"]),
        }
        turns = [bench.turn("vectors", side, number, measure)
                 for number in bench.rounds("vectors") for side, measure in sides.items()]
        what, unit, key = f"{texts} texts a call", "texts/s", "texts_per_second"
        if texts == 1:
            what, unit, key = "one text", "ms", "milliseconds"
        for ours in ("aiki", "aiki bf16", "aiki f32"):
            for peer in ("torch-bf16", "onnx", "llama.cpp"):
                yield row("vectors", "minilm" + ours[4:], what, unit, turns, lambda t: t[key], 1.5,
                          lower=texts == 1, peer=peer, ours=ours)


GROUPS = {f.__name__: f for f in (
    types, lengths, kernels, requests, start, snapshot, lookup, vectors)}


# --- what is printed


HEADING = ["| | | other side | Aiki | times as good | aimed at | spreads | of memory, theirs and ours |",
           "|---|---|---|---|---|---|---|---|"]


def line(found):
    """A row as a line of a table in Markdown."""
    digits = 3 if found["unit"] == "s" else 1
    target = "" if found["target"] is None else f"{found['target']:.2f}"
    mark = "" if found["target"] is None else (
        " ✓" if found["ratio"] >= found["target"] else " ✗")
    memory = ""
    if "memory_share" in found:
        memory = (f"{found['peer_memory_share']:.0%}, {found['memory_share']:.0%} of "
                  f"{found['memory_bytes_per_second'] / 1e9:.1f} GB/s")
    notes = [f"{found['cached_tokens']} tokens were there"] if "cached_tokens" in found else []
    if found.get("same_text") is False:
        notes.append("**the texts differ**")
    if not found["was_quiet"]:
        notes.append(f"**others used {found['others_share'] or 0:.0%}**")
    what = ", ".join([found["what"], *notes])
    return (f"| {found['model']} | {what} | {found['peer']} {found['peer_value']:.{digits}f} "
            f"| {found['aiki']:.{digits}f} {found['unit']} | **{found['ratio']:.2f}**{mark} | {target} "
            f"| {found['peer_value_spread']:.0%}, {found['aiki_spread']:.0%} | {memory} |")


def run(a):
    report = {"processor": machine.processor(), "threads": a.threads, "rows": [], "failed": {}}
    a.off = dict(setting.split("=", 1) for setting in a.no_lookup)
    with tempfile.TemporaryDirectory() as home:
        bench = Bench(a, home)
        for name in a.only or GROUPS:
            begin = time.monotonic()
            print("\n" + "\n".join([f"### {name}", "", *HEADING]), flush=True)
            try:
                for found in GROUPS[name](bench):
                    report["rows"].append(found)
                    print(line(found), flush=True)
            except (subprocess.CalledProcessError, SystemExit, OSError) as error:
                # The other groups are of use without this one; the end says that it failed.
                report["failed"][name] = str(error)
                print(f"\n{name} failed: {error}", flush=True)
            report["turns"] = bench.turns
            print(f"\n{name}: {time.monotonic() - begin:.0f} s", flush=True)
            if a.out:
                a.out.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    if report["failed"]:
        raise SystemExit(f"failed: {', '.join(report['failed'])}")


def setup(folder):
    """A virtual environment with llama-cpp-python, compiled here for this processor."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install"]
    environment = {**os.environ, "CMAKE_ARGS": "-DGGML_NATIVE=ON -DCMAKE_BUILD_TYPE=Release"}
    subprocess.run(
        [*pip, "--no-binary", "llama-cpp-python", "llama-cpp-python==0.3.36"],
        check=True, env=environment)
    subprocess.run(
        [*pip, "gguf", "numpy", "torch", "transformers", "onnx", "onnxruntime"], check=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    making = verbs.add_parser("setup", help="make a virtual environment with llama-cpp-python")
    making.add_argument("folder", type=pathlib.Path)
    running = verbs.add_parser("run", help="measure both sides in turn")
    running.add_argument("models", type=pathlib.Path, help="the folder of make_models.py")
    running.add_argument("--aiki", required=True, help="the built program")
    running.add_argument("--python", required=True, help="the virtual environment's Python")
    running.add_argument("--only", nargs="*", choices=list(GROUPS), help="these groups")
    running.add_argument("--names", nargs="*", help="these models, as llama-1b")
    running.add_argument("--types", nargs="*", help="these types, as Q4_K_M")
    running.add_argument("--rounds", type=int, help="turns of each side; a group has its own")
    running.add_argument("--threads", type=int, default=2)
    running.add_argument("--kernels", help="as `aiki model bench --kernels`")
    running.add_argument("--set", nargs="*", default=[], help="settings of Aiki, as NAME=VALUE")
    running.add_argument("--no-lookup", nargs="*", default=["AIKI_ENGINE_DRAFT_TOKENS=0"],
                         help="the settings without which Aiki does not guess ahead")
    running.add_argument("--wait", type=float, default=30, help="seconds to wait for quiet")
    running.add_argument("--out", type=pathlib.Path, help="a JSON file")
    a = parser.parse_args()
    setup(a.folder) if a.verb == "setup" else run(a)


if __name__ == "__main__":
    main()
