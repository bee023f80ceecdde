"""Measures tiktoken, Hugging Face tokenizers and Aiki in turn on the same texts, and checks that they agree.

    python3 tokenizing.py DATA --aiki .build/release/aiki --python VENV/bin/python [--only encode|train] [--rounds 3]

DATA is the folder of development data (AIKI_DATA): vocabularies and books come from there. VENV needs
tiktoken, tokenizers and transformers. Every turn is a process of its own; before each it waits, for a
bounded time, until nobody else uses the processor.

encode  one thread, 20 MB (12 of books, 8 of Python's own library), in parts of 1 MB, the vocabularies of GPT-2,
        Llama 3 and Qwen 2: MB/s, and whether all ids are the same
train   a vocabulary of 32,000 on up to 100 MB of books and dialogues, two threads: seconds, peak memory, and
        whether all merges are the same; then whether `transformers` loads what was written and encodes alike
"""

import argparse
import base64
import json
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path = [path for path in sys.path if pathlib.Path(path or ".").resolve() != HERE]
PART = 1_000_000
CHECKED = 8_000_000
TRAINED = 100_000_000
SIZE = 32_000
PREFIXED = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
            r"|\s*[\r\n]+|\s+(?!\S)|\s+")
SPACED = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"
VOCABULARIES = {
    "gpt-2": ("tokenizers/cs336/gpt2_vocab.json", SPACED),
    "llama-bpe": ("tokenizers/llama3/tokenizer.model", PREFIXED),
    "qwen2": ("tokenizers/qwen2/vocab.json", PREFIXED.replace("{1,3}", "")),
}


def alphabet():
    """GPT-2's characters and the bytes they stand for."""
    printing = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printing]
    return {chr(byte): byte for byte in printing} | {chr(256 + i): byte for i, byte in enumerate(rest)}


def ranks(path):
    """Tokens' bytes and ids, special tokens left out."""
    if path.suffix == ".model":
        lines = (line.split() for line in path.read_bytes().splitlines() if line.strip())
        return {base64.b64decode(token): int(rank) for token, rank in lines}
    letters = alphabet()
    vocabulary = json.loads(path.read_text(encoding="utf-8"))
    return {bytes(letters[c] for c in token): rank for token, rank in vocabulary.items()
            if token != "<|endoftext|>" and all(c in letters for c in token)}


def parts(text):
    """Parts of about a megabyte that end where every pattern ends a piece: behind a line, before a letter."""
    start = 0
    while start < len(text):
        end = start + PART
        while end < len(text) and not (
                text[end - 1] == "\n" and text[end].isascii() and text[end].isalpha() and not text[end - 2].isspace()):
            end += 1
        yield text[start:end]
        start = end


# The other side, in a process of its own.

def tiktoken_side(ranks_file, pattern, text_file, ids_file):
    import tiktoken
    lines = (line.split() for line in open(ranks_file, "rb"))
    encoding = tiktoken.Encoding(
        "peer", pat_str=pattern, special_tokens={},
        mergeable_ranks={base64.b64decode(token): int(rank) for token, rank in lines})
    with open(text_file, encoding="utf-8", newline="") as file:
        text = file.read()
    pieces = list(parts(text))
    encoding.encode_ordinary(pieces[0])
    start = time.perf_counter()
    for piece in pieces:
        encoding.encode_ordinary(piece)
    seconds = time.perf_counter() - start
    if ids_file:
        with open(ids_file, "w", encoding="ascii") as file:
            file.write(" ".join(map(str, encoding.encode_ordinary(text[:CHECKED]))))
    print(json.dumps({"rate": len(text.encode()) / 1e6 / seconds}))


def training_side(text_file, json_file):
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, min_frequency=2, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    with open(text_file, encoding="utf-8", newline="") as file:
        texts = list(parts(file.read()))
    start = time.perf_counter()
    tokenizer.train_from_iterator(texts, trainer)
    print(json.dumps({"seconds": time.perf_counter() - start}))
    tokenizer.save(json_file)


def loading_side(json_file, text_file, ids_file):
    from transformers import PreTrainedTokenizerFast
    tokenizer = PreTrainedTokenizerFast.from_pretrained(pathlib.Path(json_file).parent)
    with open(text_file, encoding="utf-8", newline="") as file:
        text = file.read()[:CHECKED // 4]
    ids = [int(word) for word in open(ids_file, encoding="ascii").read().split()]
    found = tokenizer(text, add_special_tokens=False)["input_ids"]
    print(json.dumps({"same": found == ids, "tokens": len(found), "end": tokenizer.eos_token}))


# Both sides in turn.

def run(command, **options):
    """A process's output, its seconds and its peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **options)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} ended with {status}")
    return output, time.perf_counter() - start, usage.ru_maxrss / 1024


def quiet():
    sys.path.insert(0, str(HERE))
    import machine
    machine.wait_until_quiet(20)
    sys.path.pop(0)


def side(arguments, name, *values):
    environment = os.environ | {"TOKENIZERS_PARALLELISM": "true", "RAYON_NUM_THREADS": "2"}
    command = [arguments.python, __file__, "side", name, *map(str, values)]
    output, _, memory = run(command, env=environment)
    return json.loads(output.splitlines()[-1]) | {"memory": memory}


def mixed_text(data):
    books, code = [], []
    for path in sorted((data / "corpora/standardebooks").glob("*.txt")):
        books.append(path.read_text(encoding="utf-8"))
    for path in sorted(pathlib.Path(sysconfig.get_path("stdlib")).rglob("*.py")):
        if "site-packages" not in path.parts:
            code.append(path.read_bytes().decode("utf-8", "ignore"))
    return "".join(books)[:12_000_000] + "".join(code)[:8_000_000]


def training_text(data):
    text = []
    for pattern in ["corpora/standardebooks/*.txt", "corpora/litbank-gutenberg/*.txt",
                    "corpora/*/*.jsonl", "corpora/tiny*/*.txt", "corpora/wikitext-2/*", "dialogue/*/*"]:
        for path in sorted(data.glob(pattern)):
            if path.is_file():
                text.append(path.read_bytes().decode("utf-8", "ignore").replace("\0", ""))
    return "".join(text).encode()[:TRAINED].decode("utf-8", "ignore")


def encode(arguments, folder):
    text = mixed_text(arguments.data)
    text_file, checked = folder / "mixed.txt", folder / "checked.txt"
    text_file.write_bytes(text.encode())
    checked.write_bytes(text[:CHECKED].encode())
    print(f"encoding {len(text.encode()) / 1e6:.1f} MB on one thread")
    for name, (path, pattern) in VOCABULARIES.items():
        ranks_file, ids_file = folder / f"{name}.tiktoken", folder / f"{name}.ids"
        found = sorted(ranks(arguments.data / path).items(), key=lambda item: item[1])
        ranks_file.write_bytes(b"".join(base64.b64encode(token) + b" %d\n" % rank for token, rank in found))
        theirs, ours = [], []
        for turn in range(arguments.rounds):
            quiet()
            theirs.append(side(arguments, "tiktoken", ranks_file, pattern, text_file,
                               "" if turn else ids_file)["rate"])
            quiet()
            output, _, _ = run([arguments.aiki, "tokenizer", "compare", str(ranks_file), "--text", str(text_file),
                                "--repetitions", "1", "--json"])
            ours.append(json.loads(output)[0]["megabytes_per_second"])
        with open(checked, "rb") as file:
            output, _, _ = run([arguments.aiki, "tokenizer", "encode", str(ranks_file), "--ids"], stdin=file)
        same = output.split() == ids_file.read_bytes().split()
        print(f"  {name:10} tiktoken {max(theirs):6.1f} MB/s   aiki {max(ours):6.1f} MB/s   "
              f"{max(ours) / max(theirs):5.2f} ×   ids {'the same' if same else 'DIFFER'}")


def train(arguments, folder):
    text_file = folder / "train.txt"
    text_file.write_bytes(training_text(arguments.data).encode())
    print(f"training {SIZE} tokens on {text_file.stat().st_size / 1e6:.1f} MB with two threads")
    theirs, ours = [], []
    peer, own = folder / "peer.json", folder / "own"
    for _ in range(arguments.rounds):
        quiet()
        theirs.append(side(arguments, "training", text_file, peer))
        quiet()
        _, seconds, memory = run([
            arguments.aiki, "tokenizer", "train", str(text_file), "--to", str(own), "--vocabulary", str(SIZE),
            "--pre-tokenizer", "gpt-2", "--special", "<|endoftext|>", "--end", "<|endoftext|>",
            "--ties", "first-tokens", "--threads", "2", "--json"])
        ours.append({"seconds": seconds, "memory": memory})
    best, mine = (min(turns, key=lambda turn: turn["seconds"]) for turns in (theirs, ours))
    merges = [[" ".join(merge) if isinstance(merge, list) else merge
               for merge in json.loads(path.read_text(encoding="utf-8"))["model"]["merges"]]
              for path in (peer, own / "tokenizer.json")]
    same = sum(a == b for a, b in zip(*merges))
    print(f"  tokenizers {best['seconds']:.2f} s, {best['memory']:.0f} MiB   aiki {mine['seconds']:.2f} s (the whole "
          f"program), {mine['memory']:.0f} MiB   {best['seconds'] / mine['seconds']:.1f} ×   "
          f"{same} of {len(merges[0])} merges the same")
    check_loading(arguments, folder, text_file, own)


def check_loading(arguments, folder, text_file, own):
    ids_file, part = folder / "own.ids", folder / "part.txt"
    with open(text_file, encoding="utf-8", newline="") as file:
        part.write_bytes(file.read()[:CHECKED // 4].encode())
    with open(part, "rb") as file:
        output, _, _ = run([arguments.aiki, "tokenizer", "encode", str(own), "--ids"], stdin=file)
    ids_file.write_bytes(output)
    loaded = side(arguments, "loading", own / "tokenizer.json", text_file, ids_file)
    print(f"  transformers loads it, ends a text with {loaded['end']}, and gives {loaded['tokens']} ids, "
          f"{'the same' if loaded['same'] else 'OTHERS'}")


def main():
    if sys.argv[1:2] == ["side"]:
        sides = {"tiktoken": tiktoken_side, "training": training_side, "loading": loading_side}
        return sides[sys.argv[2]](*sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--aiki", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--only", choices=["encode", "train"])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if arguments.only != "train":
            encode(arguments, pathlib.Path(name))
        if arguments.only != "encode":
            train(arguments, pathlib.Path(name))


if __name__ == "__main__":
    main()
