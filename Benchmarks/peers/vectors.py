"""Measures the index of vectors beside hnswlib and faiss: building, searching at equal recall, memory.

    python3 vectors.py data REAL.npy FOLDER --count 100000     # vectors like those of texts, and the right answers
    python3 vectors.py run FOLDER --aiki VectorBenchmarks [--threads 1] [--only aiki hnswlib faiss]

REAL.npy holds some thousand real embeddings, (rows, dimensions) f32. The data are made of them: one, plus half the
difference of two others, plus a little noise, all of length 1; questions are made the same way and are not among
them. VectorBenchmarks is built with `swift build --package-path Benchmarks -c release`. Every side is a process of its
own, one thread unless asked otherwise. Times are given as the clock's and as the processor's: where others use the
machine, only the latter can be compared. Needs numpy, hnswlib and faiss-cpu.
"""

import argparse
import json
import pathlib
import resource
import subprocess
import sys
import time

QUERIES, HITS = 1000, 10
WIDTHS = [16, 24, 32, 48, 64, 96, 128, 200]


def make(real, count, random):
    import numpy as np

    first, second, third = (random.integers(0, len(real), count) for _ in range(3))
    noise = random.standard_normal((count, real.shape[1]), dtype=np.float32)
    vectors = real[first] + 0.5 * (real[second] - real[third]) + 0.02 * noise
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def data(a):
    import numpy as np

    real, random = np.load(a.real), np.random.default_rng(1)
    folder = pathlib.Path(a.folder)
    folder.mkdir(parents=True, exist_ok=True)
    queries = make(real, QUERIES, random)
    queries.tofile(folder / "queries.f32")
    ids, scores = np.empty((QUERIES, 0), np.int64), np.empty((QUERIES, 0), np.float32)
    with open(folder / "base.f32", "wb") as file:
        for start in range(0, a.count, 50_000):
            part = make(real, min(50_000, a.count - start), random)
            part.tofile(file)
            found = queries @ part.T
            best = np.argpartition(-found, HITS, axis=1)[:, :HITS]
            ids = np.concatenate([ids, best + start], 1)
            scores = np.concatenate([scores, np.take_along_axis(found, best, 1)], 1)
            order = np.argsort(-scores, axis=1)[:, :HITS]
            ids, scores = np.take_along_axis(ids, order, 1), np.take_along_axis(scores, order, 1)
    ids.tofile(folder / "truth.i64")
    (folder / "shape.json").write_text(json.dumps({"dimensions": real.shape[1]}))


def load(folder):
    import numpy as np

    dimensions = json.loads((folder / "shape.json").read_text())["dimensions"]
    read = lambda name: np.fromfile(folder / name, np.float32).reshape(-1, dimensions)
    return read("base.f32"), read("queries.f32")


def recall(folder, answers):
    import numpy as np

    truth = np.fromfile(folder / "truth.i64", np.int64).reshape(QUERIES, HITS)
    return float(np.mean([len(set(a) & set(b)) for a, b in zip(answers, truth)])) / HITS


def timed(what):
    clock, processor = time.perf_counter(), time.process_time()
    result = what()
    return result, time.perf_counter() - clock, time.process_time() - processor


def show(side, values):
    print(json.dumps({"side": side, **values}), flush=True)


def report(side, folder, width, search):
    """One question at a time, as recall asks; best of three by the clock, mean by the processor."""
    import numpy as np

    clocks, processors, times = [], [], []
    _, queries = load(folder)
    for _ in range(3):
        answers, each = [], []
        start, used = time.perf_counter(), time.process_time()
        for query in queries:
            one = time.perf_counter()
            answers.append(search(query[None]))
            each.append(time.perf_counter() - one)
        clocks.append(time.perf_counter() - start)
        processors.append(time.process_time() - used)
        times = sorted(each)
    show(side, {
        "width": width, "recall": recall(folder, np.concatenate(answers)), "qps": QUERIES / min(clocks),
        "cpu_qps": QUERIES / (sum(processors) / 3), "p50": times[QUERIES // 2], "p99": times[QUERIES * 99 // 100]})


def memory(side):
    show(side, {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


def hnswlib_side(a):
    import hnswlib

    folder = pathlib.Path(a.folder)
    base, _ = load(folder)
    index = hnswlib.Index("ip", base.shape[1])
    index.init_index(len(base), ef_construction=128, M=16)
    index.set_num_threads(a.threads)
    _, clock, processor = timed(lambda: index.add_items(base, num_threads=a.threads))
    show("hnswlib", {"build": clock, "cpu_build": processor})
    for width in WIDTHS:
        index.set_ef(width)
        report("hnswlib", folder, width, lambda query: index.knn_query(query, HITS, num_threads=1)[0])
    memory("hnswlib")


def faiss_side(a):
    import faiss

    folder = pathlib.Path(a.folder)
    base, _ = load(folder)
    dimensions = base.shape[1]
    faiss.omp_set_num_threads(a.threads)
    graph = faiss.IndexHNSWFlat(dimensions, 16, faiss.METRIC_INNER_PRODUCT)
    bytes_graph = faiss.IndexHNSWSQ(
        dimensions, faiss.ScalarQuantizer.QT_8bit, 16, faiss.METRIC_INNER_PRODUCT)
    for name, index in [("faiss hnsw", graph), ("faiss hnsw sq8", bytes_graph)]:
        index.hnsw.efConstruction = 128
        _, clock, processor = timed(lambda: (index.train(base), index.add(base)))
        show(name, {"build": clock, "cpu_build": processor})
        for width in WIDTHS:
            index.hnsw.efSearch = width
            report(name, folder, width, lambda query: index.search(query, HITS)[1])
    lists = max(64, int(len(base) ** 0.5) * 2)
    parts = faiss.index_factory(dimensions, f"IVF{lists},Flat", faiss.METRIC_INNER_PRODUCT)
    _, clock, processor = timed(lambda: (parts.train(base), parts.add(base)))
    show("faiss ivf", {"build": clock, "cpu_build": processor})
    for probes in [8, 16, 32, 64]:
        parts.nprobe = probes
        report("faiss ivf", folder, probes, lambda query: parts.search(query, HITS)[1])
    memory("faiss")


def aiki_side(a):
    import numpy as np

    folder = pathlib.Path(a.folder)
    for name in ["aiki.vectors", "aiki.vectors.lock"]:
        (folder / name).unlink(missing_ok=True)
    dimensions = json.loads((folder / "shape.json").read_text())["dimensions"]
    command = [a.aiki, str(folder), str(dimensions), str(a.threads), *map(str, WIDTHS)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for line in out.splitlines():
        values = json.loads(line)
        if "width" in values:
            width = int(values["width"])
            answers = np.fromfile(folder / f"aiki.{width}.i64", np.int64).reshape(QUERIES, HITS)
            values["recall"] = recall(folder, answers)
        show("aiki", values)


def run(a):
    for side in a.only:
        subprocess.run(
            [sys.executable, __file__, side, a.folder, "--threads", str(a.threads), "--aiki", a.aiki or ""],
            check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("data")
    making.add_argument("real")
    making.add_argument("folder")
    making.add_argument("--count", type=int, default=100_000)
    for name in ["run", "aiki", "hnswlib", "faiss"]:
        side = commands.add_parser(name)
        side.add_argument("folder")
        side.add_argument("--aiki")
        side.add_argument("--threads", type=int, default=1)
        if name == "run":
            side.add_argument("--only", nargs="+", default=["aiki", "hnswlib", "faiss"])
    a = parser.parse_args()
    {"data": data, "run": run, "aiki": aiki_side, "hnswlib": hnswlib_side, "faiss": faiss_side}[a.command](a)


if __name__ == "__main__":
    main()
