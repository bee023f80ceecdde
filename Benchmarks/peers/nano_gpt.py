"""Trains a GPT-2-style model of aiki-nano's size by nanoGPT's recipe in PyTorch, on the tokens that nano saw.

    python nano_gpt.py CORPUS --steps 260 --batch 12288 --state FILE [--model FOLDER]

CORPUS is the folder that `aiki corpus build` made; steps and batch are those of nano's base. Goes on from
FILE where it was stopped. Prints the loss over the validation split in pieces of 1,024 tokens, each read
with an empty past, in nats a token; with --model also that of nano's base, as `aiki model export nano-base
--to FOLDER` wrote it and transformers reads it. The ratio of the two is the ratio of their bits per byte:
the bytes and the tokens are the same.

nanoGPT's recipe (train.py, model.py): GPT-2 blocks without biases, tied embeddings, learned positions;
AdamW with betas 0.9 and 0.95, weight decay 0.1 on matrices, clipping at 1, warm-up then cosine to a tenth;
pieces drawn at random. The rate is that of its small models, 1e-3.
Needs numpy and torch, for --model transformers.
"""

import argparse
import json
import math
import os
import struct
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

PIECE = 1024


def read_split(folder, split):
    """Every document of a split, as arrays of tokens (docs/CORPUS.md has the format)."""
    documents = []
    for path in sorted(Path(folder).glob(f"{split}-*.tokens")):
        data = path.read_bytes()
        _, wide, count, number = struct.unpack_from("<IIQQ", data, 8)
        tokens = np.frombuffer(data, "<u2" if wide == 2 else "<u4", count, 64)
        place = 64 + (count * wide + 7) // 8 * 8
        starts = np.frombuffer(data, "<u8", number + 1, place).astype(np.int64)
        documents += [tokens[a:b] for a, b in zip(starts, starts[1:])]
    return documents


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.before = nn.LayerNorm(width, bias=False)
        self.mixed = nn.Linear(width, 3 * width, bias=False)
        self.joined = nn.Linear(width, width, bias=False)
        self.between = nn.LayerNorm(width, bias=False)
        self.wide = nn.Linear(width, 4 * width, bias=False)
        self.narrow = nn.Linear(4 * width, width, bias=False)

    def forward(self, x):
        batch, time, width = x.shape
        parts = self.mixed(self.before(x)).view(batch, time, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.joined(seen.transpose(1, 2).reshape(batch, time, width))
        return x + self.narrow(F.gelu(self.wide(self.between(x))))


class GPT(nn.Module):
    def __init__(self, vocabulary, layers, heads, width):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(PIECE, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.last = nn.LayerNorm(width, bias=False)
        for name, value in self.named_parameters():
            if value.dim() < 2:
                continue
            narrow = name.endswith(("joined.weight", "narrow.weight"))
            nn.init.normal_(value, std=0.02 / math.sqrt(2 * layers) if narrow else 0.02)

    def loss(self, tokens, targets, reduction="mean"):
        x = self.words(tokens) + self.places(torch.arange(tokens.shape[1]))
        for block in self.blocks:
            x = block(x)
        logits = self.last(x) @ self.words.weight.T
        return F.cross_entropy(logits.float().flatten(0, 1), targets.flatten(), reduction=reduction)


def rate(step, steps, warmup, top):
    if step < warmup:
        return top * (step + 1) / (warmup + 1)
    done = (step - warmup) / max(1, steps - warmup)
    return 0.1 * top + 0.5 * (1 + math.cos(math.pi * done)) * 0.9 * top


def optimizer(model, top):
    matrices = [p for p in model.parameters() if p.dim() >= 2]
    rest = [p for p in model.parameters() if p.dim() < 2]
    return torch.optim.AdamW([dict(params=matrices, weight_decay=0.1),
                              dict(params=rest, weight_decay=0.0)], lr=top, betas=(0.9, 0.95))


def validate(loss, documents):
    """Nats a token; `loss` sums them over a piece: tokens (1, T), targets (1, T)."""
    total, count = 0.0, 0
    with torch.no_grad():
        for document in documents:
            for start in range(0, len(document) - 1, PIECE):
                piece = torch.from_numpy(document[start:start + PIECE + 1].astype(np.int64))[None]
                with torch.autocast("cpu", torch.bfloat16):
                    total += float(loss(piece[:, :-1], piece[:, 1:]))
                count += piece.shape[1] - 1
    return total / count


def exported(folder):
    from transformers import AutoModelForCausalLM
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    return lambda tokens, targets: F.cross_entropy(
        model(tokens).logits.float().flatten(0, 1), targets.flatten(), reduction="sum")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True, help="tokens of a step")
    parser.add_argument("--state", required=True)
    parser.add_argument("--model")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--vocabulary", type=int, default=8192)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warmup", type=int, default=20)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    model = GPT(options.vocabulary, options.layers, options.width // 64, options.width)
    adam = optimizer(model, options.rate)
    # nanoGPT reads one long row of tokens, documents one after another.
    tokens = np.concatenate(read_split(options.corpus, "train"))
    first = 0
    if Path(options.state).exists():
        state = torch.load(options.state)
        model.load_state_dict(state["model"])
        adam.load_state_dict(state["adam"])
        first = state["step"]
    for step in range(first, options.steps):
        for group in adam.param_groups:
            group["lr"] = rate(step, options.steps, options.warmup, options.rate)
        draw = np.random.default_rng([1, step])
        starts = draw.integers(0, len(tokens) - PIECE - 1, options.batch // PIECE)
        adam.zero_grad(set_to_none=True)
        told = 0.0
        for chunk in np.array_split(starts, max(1, len(starts) // 4)):
            rows = np.stack([tokens[s:s + PIECE + 1] for s in chunk]).astype(np.int64)
            rows = torch.from_numpy(rows)
            with torch.autocast("cpu", torch.bfloat16):
                loss = model.loss(rows[:, :-1], rows[:, 1:]) * (len(chunk) / len(starts))
            loss.backward()
            told += float(loss.detach())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        if (step + 1) % 20 == 0 or step + 1 == options.steps:
            print(f"step {step + 1} loss {told:.4f}", flush=True)
            part = Path(options.state + ".part")
            torch.save(dict(model=model.state_dict(), adam=adam.state_dict(), step=step + 1), part)
            part.replace(options.state)
    held_out = read_split(options.corpus, "validation")
    result = dict(parameters=sum(p.numel() for p in model.parameters()), peer=validate(
        lambda tokens, targets: model.loss(tokens, targets, "sum"), held_out))
    if options.model:
        result["aiki"] = validate(exported(options.model), held_out)
        result["ratio"] = result["aiki"] / result["peer"]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
