"""Trains the same models with Aiki and with PyTorch (and PEFT), in turn in one run, and prints both.

    python training.py MODELS --aiki BIN [--only lora|pretrain|curve] [--rounds 3] [--out FILE]

MODELS has qwen2-0.5b-F16.gguf (make_models.py) for `lora`; `pretrain` makes its own models there. PyTorch
is measured at its best of AMP, BF16 and F32 with an allocator that keeps freed pages (glibc's tunables).
`curve` trains adapters on a JSONL file of texts (--data) with both, same order, seeds and numbers, and
prints by how much the losses differ. Needs numpy, torch, transformers, peft, safetensors, gguf.
"""

import argparse
import json
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MALLOC = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "8589934592",
          "MALLOC_TOP_PAD_": "268435456"}
QWEN = dict(hidden_size=896, intermediate_size=4864, num_hidden_layers=24, num_attention_heads=14,
            num_key_value_heads=2, vocab_size=151936, tie_word_embeddings=True,
            max_position_embeddings=32768, rope_theta=1e6)
SMALL = {"7M": 4096, "15M": 32000}
STEPS = {"lora": 4, "pretrain": 3}


def shard(path, documents, vocabulary):
    """A token shard, as docs/CORPUS.md describes it."""
    wide = 4 if vocabulary > 65536 else 2
    tokens = [t for d in documents for t in d]
    body = struct.pack(f"<{len(tokens)}{'I' if wide == 4 else 'H'}", *tokens)
    body += b"\0" * (-len(body) % 8)
    starts, at = [0], 0
    for d in documents:
        at += len(d)
        starts.append(at)
    head = b"AIKITOKS" + struct.pack("<IIQQII", 1, wide, len(tokens), len(documents), 0, vocabulary)
    path.write_bytes(head.ljust(64, b"\0") + body + struct.pack(f"<{len(starts)}Q", *starts))


def corpus(folder, vocabulary, length, count):
    import random
    random.seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    shard(folder / "train-00000.tokens",
          [[random.randrange(min(vocabulary, 4000)) for _ in range(length + 1)]
           for _ in range(count)], vocabulary)
    (folder / "manifest.json").write_text("{}")
    return folder


def aiki(binary, home, *arguments):
    out = subprocess.run([binary, *arguments, "--no-install", "--json"], check=True, text=True,
                         stdout=subprocess.PIPE, env=dict(os.environ, AIKI_HOME=str(home)))
    summary = json.loads(out.stdout)
    log = [json.loads(line) for line in (Path(summary["folder"]) / "log.jsonl").open()]
    steps = [x for x in log if "seconds" in x]
    speed = statistics.median(x["tokens"] / x["seconds"] for x in steps[1:] or steps)
    return {"speed": speed, "peak": summary["peakBytes"], "losses": [x["loss"] for x in steps]}


def torch_turn(what, *arguments):
    out = subprocess.run([sys.executable, __file__, "--child", what, *map(str, arguments)], check=True,
                         text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         env=dict(os.environ, **MALLOC, OMP_NUM_THREADS="2"))
    return json.loads(out.stdout.splitlines()[-1])


def timed(step, rows, count):
    speeds, losses = [], []
    for _ in range(count + 1):
        start = time.perf_counter()
        losses.append(float(step()))
        speeds.append(rows / (time.perf_counter() - start))
    import resource
    print(json.dumps({"speed": statistics.median(speeds[1:]), "losses": losses,
                      "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


def precise(torch, mode):
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=mode == "amp")


def child_lora(mode):
    import peft
    import torch
    import transformers
    torch.set_num_threads(2)
    torch.manual_seed(0)
    model = transformers.Qwen2ForCausalLM(transformers.Qwen2Config(**QWEN))
    if mode == "bf16":
        model = model.to(torch.bfloat16)
    model = peft.get_peft_model(model, peft.LoraConfig(r=16, lora_alpha=32, target_modules="all-linear"))
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-4)
    ids = torch.randint(0, 4000, (1, 513))

    def step():
        optimizer.zero_grad()
        with precise(torch, mode):
            logits = model(input_ids=ids[:, :-1], use_cache=False).logits
            loss = torch.nn.functional.cross_entropy(logits[0].float(), ids[0, 1:])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return loss.detach()

    timed(step, 512, STEPS["lora"])


def small(transformers, vocabulary):
    return transformers.LlamaConfig(
        vocab_size=vocabulary, hidden_size=288, intermediate_size=768, num_hidden_layers=6,
        num_attention_heads=6, num_key_value_heads=6, max_position_embeddings=256,
        tie_word_embeddings=True)


def child_pretrain(mode, vocabulary):
    import torch
    import transformers
    torch.set_num_threads(2)
    torch.manual_seed(0)
    model = transformers.LlamaForCausalLM(small(transformers, int(vocabulary)))
    if mode == "bf16":
        model = model.to(torch.bfloat16)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)
    ids = torch.randint(0, min(4000, int(vocabulary)), (32, 257))

    def step():
        optimizer.zero_grad()
        with precise(torch, mode):
            logits = model(input_ids=ids[:, :-1], use_cache=False).logits
            loss = torch.nn.functional.cross_entropy(
                logits.reshape(-1, logits.shape[-1]).float(), ids[:, 1:].reshape(-1))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return loss.detach()

    timed(step, 32 * 256, STEPS["pretrain"])


def make_small(folder, vocabulary, aiki_binary, home):
    """The same shape as a GGUF file, with a tokenizer of bytes and filling."""
    path = folder / f"small-{vocabulary}"
    if not path.exists():
        import transformers
        from tokenizers import Tokenizer, decoders, models, pre_tokenizers
        transformers.LlamaForCausalLM(small(transformers, vocabulary)).save_pretrained(path)
        words = {c: i for i, c in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
        while len(words) < vocabulary:
            words[f"<x{len(words)}>"] = len(words)
        tokenizer = Tokenizer(models.BPE(vocab=words, merges=[]))
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        tokenizer.save(str(path / "tokenizer.json"))
    found = list((home / "models").glob(f"small-{vocabulary}/*.gguf"))
    if not found:
        subprocess.run([aiki_binary, "model", "import", str(path), "--name", f"small-{vocabulary}",
                        "--precision", "F32"], check=True, stdout=subprocess.DEVNULL,
                       env=dict(os.environ, AIKI_HOME=str(home)))
        found = list((home / "models").glob(f"small-{vocabulary}/*.gguf"))
    return found[0]


def rounds(a, own, peer, modes):
    """In turn: ours, then each of the peer's modes, again and again."""
    found = {"aiki": [], **{m: [] for m in modes}}
    for _ in range(a.rounds):
        time.sleep(a.wait)
        found["aiki"].append(own())
        for mode in modes:
            time.sleep(a.wait)
            found[mode].append(peer(mode))
    middle = {k: {"speed": statistics.median(x["speed"] for x in v),
                  "peak": max(x["peak"] for x in v)} for k, v in found.items()}
    best = max(modes, key=lambda m: middle[m]["speed"])
    return {"aiki": middle["aiki"], "peers": {m: middle[m] for m in modes}, "best": best,
            "ratio": middle["aiki"]["speed"] / middle[best]["speed"],
            "memory": middle["aiki"]["peak"] / middle[best]["peak"]}


def show(name, row):
    peers = ", ".join(f"{m} {x['speed']:.0f} ({x['peak'] / 2**30:.1f} GiB)"
                      for m, x in row["peers"].items())
    print(f"{name}: aiki {row['aiki']['speed']:.0f} tokens/s ({row['aiki']['peak'] / 2**30:.1f} GiB); "
          f"torch {peers}; {row['ratio']:.2f} x the best, {row['memory']:.2f} x its memory", flush=True)
    return row


def lora(a, scratch):
    data = corpus(scratch / "lora", 151936, 512, 8)
    number = [0]

    def own():
        number[0] += 1
        return aiki(a.aiki, scratch, "lora", str(a.models / "qwen2-0.5b-F16.gguf"), str(data),
                    "--name", f"l{number[0]}", "--steps", str(STEPS["lora"] + 1), "--sequence", "512",
                    "--batch", "512", "--threads", "2", "--validation-steps", "0")

    return {"lora": show("LoRA r=16, 0.5B, 512 tokens", rounds(
        a, own, lambda mode: torch_turn("lora", mode), ["amp", "bf16", "f32"]))}


def pretrain(a, scratch):
    out = {}
    for name, vocabulary in SMALL.items():
        model = make_small(a.models, vocabulary, a.aiki, scratch)
        data = corpus(scratch / f"p{vocabulary}", vocabulary, 256, 64)
        number = [0]

        def own():
            number[0] += 1
            return aiki(a.aiki, scratch, "sft", str(model), str(data), "--name",
                        f"p{vocabulary}-{number[0]}", "--steps", str(STEPS["pretrain"] + 1),
                        "--sequence", "256", "--batch", "8192", "--threads", "2", "--validation-steps", "0")

        out[name] = show(f"pretraining {name}, 32 x 256 tokens", rounds(
            a, own, lambda mode: torch_turn("pretrain", mode, vocabulary), ["amp", "bf16", "f32"]))
    return out


class SplitMix:
    """The numbers that adapters begin with: SplitMix64, as in AikiBase."""

    def __init__(self, seed):
        self.state = seed

    def unit(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 11) * 2.0 ** -53


ORDER = {"q_proj": 0, "k_proj": 1, "v_proj": 2, "o_proj": 3, "gate_proj": 4, "up_proj": 5, "down_proj": 6}


def child_curve(folder, lines, steps, batch, rate, length):
    import peft
    import torch
    import transformers
    torch.set_num_threads(2)
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = transformers.PreTrainedTokenizerFast.from_pretrained(folder)
    model = peft.get_peft_model(model, peft.LoraConfig(
        r=8, lora_alpha=16, target_modules="all-linear", lora_dropout=0.0))
    down = [(n, p) for n, p in model.named_parameters() if "lora_A" in n]
    down.sort(key=lambda x: (int(x[0].split("layers.")[1].split(".")[0]),
                             ORDER[x[0].split(".lora_A")[0].rsplit(".", 1)[-1]]))
    random = SplitMix(1)
    with torch.no_grad():
        for _, p in down:
            bound = 1 / p.shape[1] ** 0.5
            p.copy_(torch.tensor([(2 * random.unit() - 1) * bound
                                  for _ in range(p.numel())]).reshape(p.shape))
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad],
                                  lr=float(rate), betas=(0.9, 0.95), eps=1e-8, weight_decay=0.0)
    texts = [json.loads(x)["text"] for x in open(lines)]
    end = tokenizer.eos_token_id
    documents = []
    for text in texts:
        ids = tokenizer(text).input_ids
        if end is not None and ids[-1] != end:
            ids.append(end)
        documents.append(ids[:int(length) + 1])
    losses, at = [], 0
    for step in range(int(steps)):
        rows = [documents[(at + i) % len(documents)] for i in range(int(batch))]
        at += int(batch)
        total, count = 0, 0
        for ids in rows:
            row = torch.tensor([ids])
            logits = model(input_ids=row[:, :-1], use_cache=False).logits[0]
            total = total + torch.nn.functional.cross_entropy(logits, row[0, 1:], reduction="sum")
            count += len(ids) - 1
        loss = total / count
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss))
    print(json.dumps({"losses": losses}))


def curve(a, scratch):
    steps, batch, rate, length = 200, 4, 1e-3, 256
    subprocess.run([a.aiki, "model", "import", str(a.base), "--name", "base", "--precision", "F32"],
                   check=True, stdout=subprocess.DEVNULL, env=dict(os.environ, AIKI_HOME=str(scratch)))
    out = {}
    # A vocabulary without all bytes has no token for some of the others.
    lines = scratch / "plain.jsonl"
    lines.write_text("".join(x for x in a.data.open() if x.isascii() and "\\u" not in x))
    peer = torch_turn("curve", a.base, lines, steps, batch, rate, length)["losses"]
    for name, extra in (("F32", ["--exact"]), ("BF16", [])):
        own = aiki(a.aiki, scratch, "lora", "base", str(lines), "--name", "c" + name, "--steps",
                   str(steps), "--batch", str(batch), "--rate", str(rate), "--schedule", "constant",
                   "--warmup", "0", "--keep-order", "--rank", "8", "--sequence", str(length), "--long",
                   "cut", "--seed", "1", *extra)["losses"]
        apart = [abs(x - y) / y for x, y in zip(own, peer)]
        out[name] = {"largest": max(apart), "median": statistics.median(apart), "first": own[0],
                     "last": own[-1], "peer_last": peer[-1]}
        print(f"curve {name}: losses differ by {100 * max(apart):.3f} % at most, "
              f"{100 * statistics.median(apart):.4f} % in the middle; "
              f"{own[0]:.4f} -> {own[-1]:.4f} (torch {peer[-1]:.4f})", flush=True)
    return out


def main():
    if sys.argv[1:2] == ["--child"]:
        return globals()["child_" + sys.argv[2]](*sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path)
    parser.add_argument("--aiki", required=True)
    parser.add_argument("--only", choices=["lora", "pretrain", "curve"], action="append")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--wait", type=float, default=2)
    parser.add_argument("--base", type=Path, help="a small model's folder, for curve")
    parser.add_argument("--data", type=Path, help="lines with a text, for curve")
    parser.add_argument("--out", type=Path)
    a = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        for what in a.only or ["lora", "pretrain"]:
            found[what] = globals()[what](a, Path(scratch))
    if a.out:
        a.out.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
