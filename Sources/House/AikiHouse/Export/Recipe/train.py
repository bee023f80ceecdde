"""Trains the model of this folder on token shards, on one process or many.

    python train.py --corpus CORPUS --steps 1000
    torchrun --standalone --nproc-per-node 8 train.py --corpus CORPUS --steps 1000
    python train.py --corpus CORPUS --evaluate            # the loss on the validation split alone

`recipe.json` beside this file holds every setting; options say otherwise. Weights and moments are
shared out over the processes (PyTorch FSDP); on GPUs products are taken in BF16, weights and sums stay
F32. What is read in a step depends on its number alone, so any count of processes that divides the
batch gives the same losses but for the order of sums. Documents do not see each other, and of a
conversation that a sequence begins in the middle of nothing is learnt.

`out/` gets `log.jsonl`, and every `save_every` steps a folder `step-N` with the weights in the Hugging
Face layout (`aiki model import out/step-N` loads it) and `state/`, from which `--resume` goes on.

Needs torch 2.6, transformers, numpy.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.distributed.checkpoint as checkpoints
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions, get_model_state_dict, get_state_dict, set_state_dict)
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import MixedPrecisionPolicy, fully_shard
from transformers import AutoModelForCausalLM

from token_shards import TokenShards

HERE = pathlib.Path(__file__).resolve().parent


def settings():
    recipe = json.loads((HERE / "recipe.json").read_text("utf-8"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", default=recipe.get("corpus"))
    parser.add_argument("--model", default=str(HERE / "model"))
    parser.add_argument("--out", default=str(HERE / "out"))
    parser.add_argument("--resume", help="a folder step-N")
    parser.add_argument("--evaluate", action="store_true")
    for key, value in recipe["training"].items():
        parser.add_argument(f"--{key.replace('_', '-')}", type=type(value), default=value)
    chosen = parser.parse_args()
    if not chosen.corpus:
        parser.error("--corpus names a folder with token shards")
    return chosen


class Place:
    """This process among all, and what it computes on."""

    def __init__(self):
        on_gpu = torch.cuda.is_available()
        if "RANK" not in os.environ:
            os.environ |= {"RANK": "0", "WORLD_SIZE": "1", "MASTER_ADDR": "127.0.0.1"}
            os.environ.setdefault("MASTER_PORT", "29511")
        self.device = torch.device("cpu")
        if on_gpu:
            self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
            torch.cuda.set_device(self.device)
        dist.init_process_group("nccl" if on_gpu else "gloo")
        self.rank, self.world = dist.get_rank(), dist.get_world_size()
        self.mesh = init_device_mesh(self.device.type, (self.world,))

    def sum(self, *values):
        total = torch.tensor(values, dtype=torch.float64, device=self.device)
        dist.all_reduce(total)
        return total.tolist()


def load(path, place):
    model = AutoModelForCausalLM.from_pretrained(
        path, dtype=torch.float32, attn_implementation="sdpa").to(place.device)
    model.config.use_cache = False
    policy = MixedPrecisionPolicy()
    if place.device.type == "cuda":
        policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
    for layer in model.model.layers:
        fully_shard(layer, mesh=place.mesh, mp_policy=policy)
    return fully_shard(model, mesh=place.mesh, mp_policy=policy)


def losses(model, tokens, documents, counts, place):
    """The sum of −ln p over tokens that count, and how many they are. (B, T + 1) each."""
    tokens, documents, counts = (
        torch.from_numpy(np.stack(x)).to(place.device) for x in (tokens, documents, counts))
    length = tokens.shape[1] - 1
    same = documents[:, :-1, None] == documents[:, None, :-1]
    causal = torch.ones(length, length, dtype=torch.bool, device=place.device).tril()
    mask = torch.zeros(same.shape, dtype=model.dtype, device=place.device)
    mask = mask.masked_fill(~(same & causal), torch.finfo(torch.float32).min)[:, None]
    # Positions begin anew with each document, as where it stands alone.
    new = torch.ones_like(documents[:, :-1], dtype=torch.bool)
    new[:, 1:] = documents[:, 1:-1] != documents[:, :-2]
    places = torch.arange(length, device=place.device).expand_as(new)
    positions = places - torch.where(new, places, 0).cummax(1).values
    logits = model(tokens[:, :-1], attention_mask=mask, position_ids=positions).logits.float()
    counts = counts[:, 1:] & (documents[:, 1:] == documents[:, :-1])
    targets = tokens[:, 1:].masked_fill(~counts, -100)
    total = torch.nn.functional.cross_entropy(
        logits.flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum")
    return total, int(counts.sum())


def batch(shards, step, chosen, place):
    """This process's part of a step: sequences of one stream, in an order that the seed decides."""
    length = chosen.sequence_tokens
    sequences = (shards.count - 1) // length
    if sequences < 1:
        raise ValueError(f"{shards.count} tokens are no sequence of {length}")
    for index in range(place.rank, chosen.batch_sequences, place.world):
        number = step * chosen.batch_sequences + index
        turn = np.random.default_rng([chosen.seed, number // sequences]).permutation(sequences)
        yield shards.window(int(turn[number % sequences]) * length, length + 1)


def evaluate(model, chosen, place):
    """The mean loss of the validation split, every document by itself, cut at the sequence's length."""
    shards = TokenShards(chosen.corpus, "validation")
    documents = [d for d in shards.documents if d[1] - d[0] > 1]
    total, count = 0.0, 0
    model.eval()
    with torch.no_grad():
        # Every process takes part in every pass: weights are gathered by all.
        for start in range(0, len(documents), place.world):
            index = start + place.rank
            first, last = documents[min(index, len(documents) - 1)]
            window = shards.window(first, min(last - first, chosen.sequence_tokens + 1))
            loss, counted = losses(model, *([x] for x in window), place)
            if index < len(documents):
                total, count = total + float(loss.detach()), count + counted
    model.train()
    total, count = place.sum(total, count)
    return total / max(count, 1), int(count)


def groups(model, decay):
    """Matrices inside layers decay; norms, biases and the tables of tokens do not."""
    tables = {
        id(module.weight) for module in (
            model.get_input_embeddings(), model.get_output_embeddings()) if module is not None}
    matrices, others = [], []
    for parameter in model.parameters():
        decays = parameter.ndim > 1 and id(parameter) not in tables
        (matrices if decays else others).append(parameter)
    return [
        dict(params=matrices, weight_decay=decay), dict(params=others, weight_decay=0.0)]


def rate(step, chosen):
    """A linear warm-up, then half a cosine down to a tenth."""
    if step < chosen.warmup_steps:
        return (step + 1) / chosen.warmup_steps
    share = (step - chosen.warmup_steps) / max(1, chosen.steps - chosen.warmup_steps)
    return 0.1 + 0.45 * (1 + math.cos(math.pi * min(1, share)))


def save(model, optimizer, step, chosen, place):
    folder = pathlib.Path(chosen.out) / f"step-{step}"
    weights, moments = get_state_dict(model, optimizer)
    checkpoints.save(
        {"model": weights, "optimizer": moments}, checkpoint_id=str(folder / "state"))
    whole = get_model_state_dict(
        model, options=StateDictOptions(full_state_dict=True, cpu_offload=True))
    if place.rank == 0:
        model.config.use_cache = True
        model.save_pretrained(folder, state_dict=whole)
        model.config.use_cache = False
        for path in pathlib.Path(chosen.model).iterdir():
            if path.name.startswith(("tokenizer", "generation")):
                shutil.copy(path, folder / path.name)
    dist.barrier()


def train(model, optimizer, first, chosen, place):
    shards = TokenShards(chosen.corpus, "train")
    if chosen.batch_sequences % place.world:
        raise ValueError(f"{chosen.batch_sequences} sequences over {place.world} processes")
    log = pathlib.Path(chosen.out) / "log.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    for step in range(first, chosen.steps):
        begin = time.monotonic()
        parts = list(batch(shards, step, chosen, place))
        at_once = chosen.sequences_at_once
        total, count = 0.0, 0
        for start in range(0, len(parts), at_once):
            loss, counted = losses(model, *zip(*parts[start : start + at_once]), place)
            # Gradients are averaged over processes; their sum is wanted, over all that counts.
            (loss * place.world).backward()
            total, count = total + float(loss.detach()), count + counted
        total, count = place.sum(total, count)
        for parameter in model.parameters():
            if parameter.grad is not None:
                parameter.grad /= max(count, 1)
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), chosen.clip)
        norm = float(norm.full_tensor() if hasattr(norm, "full_tensor") else norm)
        loss = total / max(count, 1)
        if not math.isfinite(loss) or not math.isfinite(norm):
            raise ValueError(f"step {step}: the loss is {loss}, the gradient's length {norm}")
        for group in optimizer.param_groups:
            group["lr"] = chosen.learning_rate * rate(step, chosen)
        optimizer.step()
        optimizer.zero_grad()
        seconds = time.monotonic() - begin
        if place.rank == 0:
            tokens = chosen.batch_sequences * chosen.sequence_tokens
            line = dict(
                step=step, loss=loss, norm=norm, learning_rate=group["lr"],
                tokens_per_second=tokens / seconds)
            with open(log, "a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)
        if (step + 1) % chosen.save_every == 0 or step + 1 == chosen.steps:
            save(model, optimizer, step + 1, chosen, place)


def main():
    chosen, place = settings(), Place()
    torch.manual_seed(chosen.seed)
    model = load(chosen.model, place)
    if not chosen.evaluate:
        optimizer = torch.optim.AdamW(
            groups(model, chosen.weight_decay), lr=chosen.learning_rate, betas=(0.9, 0.95),
            eps=1e-8)
        first = 0
        if chosen.resume:
            folder = pathlib.Path(chosen.resume)
            weights, moments = get_state_dict(model, optimizer)
            state = {"model": weights, "optimizer": moments}
            checkpoints.load(state, checkpoint_id=str(folder / "state"))
            set_state_dict(
                model, optimizer, model_state_dict=state["model"],
                optim_state_dict=state["optimizer"])
            first = int(folder.name.removeprefix("step-"))
        train(model, optimizer, first, chosen, place)
    if list(pathlib.Path(chosen.corpus).glob("validation-*.tokens")):
        loss, count = evaluate(model, chosen, place)
        if place.rank == 0:
            print(json.dumps(dict(validation_loss=loss, validation_tokens=count)), flush=True)
    dist.destroy_process_group()


if __name__ == "__main__":
    main()
