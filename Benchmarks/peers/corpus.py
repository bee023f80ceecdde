"""Times the corpus pipeline beside datatrove: the same books, filters and near-copy removal, two workers.

    python3 Benchmarks/peers/corpus.py --aiki .build/release/aiki --texts FOLDER [FOLDER …] [--share 0.2] [--rounds 3]

Needs `pip install datatrove spacy xxhash==3.5.0 orjson`. Both sides read plain text files, apply Gopher's quality and repetition rules
with the papers' numbers (but no upper limit of words, as they are books, and 0.5 for the share of words with a letter, as
datatrove's words count each punctuation mark as one), mask mail and Internet addresses, and remove near
copies by MinHash over groups of five words. Ours also repairs, tells the language, and turns the text into tokens,
which datatrove's part leaves out; its time is reported with and without the second stage. Rounds alternate; the best
counts. The copies that each side removes are printed, so that a fast but blind side would show.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

WORDS_MOST = 10_000_000


def choose(folders, share):
    """The smallest prefix of every folder's files that makes up a share of its bytes."""
    chosen = []
    for folder in folders:
        files = sorted(pathlib.Path(folder).rglob("*.txt"))
        total = sum(f.stat().st_size for f in files)
        done = 0
        for file in files:
            if done >= share * total:
                break
            chosen.append((pathlib.Path(folder).name, file))
            done += file.stat().st_size
    return chosen


def byte_tokenizer(path):
    """A tokenizer.json of single bytes: encoding is not what is compared."""
    alphabet = [b for b in range(33, 127)] + [b for b in range(161, 173)] + [b for b in range(174, 256)]
    vocabulary, other = {}, 256
    for byte in range(256):
        vocabulary[chr(byte) if byte in alphabet else chr(other)] = byte
        other += byte not in alphabet
    path.write_text(json.dumps({
        "version": "1.0",
        "added_tokens": [{"id": 256, "content": "<|end|>", "special": True, "normalized": False, "lstrip": False,
                          "rstrip": False, "single_word": False}],
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "use_regex": True},
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "vocab": vocabulary, "merges": []}}))


def ours(aiki, texts, work):
    byte_tokenizer(work / "tokenizer.json")
    sources = "".join(
        f'[[source]]\nname = "{name}"\npath = "{texts / name}"\n' for name in sorted(os.listdir(texts)))
    (work / "recipe.toml").write_text(
        'tokenizer = "tokenizer.json"\nend-token = "<|end|>"\n' + sources
        + f"[filters.gopher-quality]\nwords-most = {WORDS_MOST}\nalphabetic = 0.5\n[filters.gopher-repetition]\n"
        + '[privacy]\nmask = ["email", "ip"]\n[duplicates]\nthreshold = 0.7\n')
    start = time.perf_counter()
    subprocess.run([aiki, "corpus", "build", work / "recipe.toml", "--to", work / "corpus", "--workers", "2", "--json"],
                   check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    lines = [json.loads(line) for line in (work / "corpus/documents.jsonl").read_text().splitlines()]
    copies = sorted(line["path"] for line in lines if "copyOf" in line)
    filtered = sorted(line["path"] for line in lines if "dropped" in line and "copyOf" not in line)
    return seconds, None, copies, filtered


PEER = """
import sys, time, json, glob, pathlib
from datatrove.data import Document
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter
from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.formatters import PIIFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

class Texts(PipelineStep):
    name = "texts"
    def __init__(self, folder):
        super().__init__()
        self.folder = folder
    def run(self, data=None, rank=0, world_size=1):
        for number, path in enumerate(sorted(glob.glob(self.folder + "/**/*.txt", recursive=True))):
            if number % world_size == rank:
                yield Document(text=pathlib.Path(path).read_text("utf-8", "replace"), id=pathlib.Path(path).name)

if __name__ == "__main__":
    texts, work, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
    config = MinhashConfig()
    start = time.perf_counter()
    LocalPipelineExecutor(pipeline=[
        Texts(texts), GopherRepetitionFilter(), GopherQualityFilter(max_doc_words=most, max_non_alpha_words_ratio=0.5), PIIFormatter(),
        JsonlWriter(work + "/filtered", compression=None)], tasks=2, workers=2, logging_dir=work + "/l0").run()
    filters = time.perf_counter() - start
    LocalPipelineExecutor(pipeline=[
        JsonlReader(work + "/filtered"), MinhashDedupSignature(work + "/signatures", config=config)],
        tasks=2, workers=2, logging_dir=work + "/l1").run()
    LocalPipelineExecutor(pipeline=[
        MinhashDedupBuckets(work + "/signatures", work + "/buckets", config=config)],
        tasks=config.num_buckets, workers=2, logging_dir=work + "/l2").run()
    LocalPipelineExecutor(pipeline=[
        MinhashDedupCluster(work + "/buckets", work + "/remove", config=config)],
        tasks=1, workers=1, logging_dir=work + "/l3").run()
    LocalPipelineExecutor(pipeline=[
        JsonlReader(work + "/filtered"),
        MinhashDedupFilter(work + "/remove", exclusion_writer=JsonlWriter(work + "/removed", compression=None)),
        JsonlWriter(work + "/kept", compression=None)], tasks=2, workers=2, logging_dir=work + "/l4").run()
    seconds = time.perf_counter() - start
    def names(folder):
        return [json.loads(line)["id"] for path in glob.glob(work + "/" + folder + "/*") for line in open(path)]
    everything = {pathlib.Path(path).name for path in glob.glob(texts + "/**/*.txt", recursive=True)}
    print(json.dumps({"seconds": seconds, "filters": filters, "copies": sorted(names("removed")),
                      "filtered": sorted(everything - set(names("filtered")))}))
"""


def theirs(python, texts, work):
    script = work / "peer.py"
    script.write_text(PEER)
    result = subprocess.run([python, script, texts, work, str(WORDS_MOST)], check=True, capture_output=True, text=True,
                            env={**os.environ, "OMP_NUM_THREADS": "1"})
    value = json.loads(result.stdout.strip().splitlines()[-1])
    return value["seconds"], value["filters"], value["copies"], value["filtered"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--aiki", default=".build/release/aiki")
    parser.add_argument("--texts", nargs="+", required=True)
    parser.add_argument("--share", type=float, default=1.0, help="share of each folder's bytes")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--python", default=sys.executable, help="the Python that has datatrove")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        chosen = choose(options.texts, options.share)
        for name, file in chosen:
            (root / "texts" / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, root / "texts" / name / file.name)
        megabytes = sum(file.stat().st_size for _, file in chosen) / 1e6
        print(f"{len(chosen)} files, {megabytes:.1f} MB")
        best = {}
        for number in range(options.rounds):
            for side, run in [("aiki", lambda work: ours(options.aiki, root / "texts", work)),
                              ("datatrove", lambda work: theirs(options.python, root / "texts", work))]:
                work = root / f"{side}-{number}"
                work.mkdir()
                result = run(work)
                print(f"  {side}: {result[0]:.1f} s, {megabytes / result[0]:.2f} MB/s", flush=True)
                if side not in best or result[0] < best[side][0]:
                    best[side] = result
                shutil.rmtree(work)
    for side, (seconds, filters, copies, filtered) in best.items():
        part = f" (filters alone {megabytes / filters:.2f})" if filters else ""
        print(f"{side}: {megabytes / seconds:.2f} MB/s{part}; {len(copies)} copies, {len(filtered)} filtered: {filtered}")
    print(f"ratio {best['datatrove'][0] / best['aiki'][0]:.1f}")
    for side, other in [("aiki", "datatrove"), ("datatrove", "aiki")]:
        print(f"copies only {side} removes: {sorted(set(best[side][2]) - set(best[other][2]))}")


if __name__ == "__main__":
    main()
