"""Makes Tests/Fixtures/training/models: losses and gradients that training must give, from PyTorch and PEFT.

Models are those of Tests/Fixtures/architectures, in F32. For each: the mean loss of three packed
documents, the gradient of every parameter (its length and some of its numbers), and the losses of some
steps of AdamW; then the same for adapters on all linear layers inside blocks, as PEFT trains them.

    python training_models.py TESTS/FIXTURES [NAME ...]

Needs numpy, torch, transformers, peft.
"""

import argparse
import json
import math
import sys
from pathlib import Path

# Scripts beside this one would hide libraries of the same name.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import peft
import torch
import transformers

NAMES = ["llama", "llama-tied-bias", "qwen2", "qwen3", "smollm3", "gemma3", "phi3"]
STEPS = 6
RATE, BETAS, EPSILON, DECAY = 3e-3, (0.9, 0.95), 1e-8, 0.1
RANK, ALPHA = 4, 8
SAMPLES = 12

# GGUF's names of what stands in a layer.
LAYER = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "self_attn.qkv_proj": "attn_qkv",
    "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
    "mlp.gate_up_proj": "ffn_up", "input_layernorm": "attn_norm",
}


def gguf_name(name, gemma):
    name = name.removeprefix("base_model.model.").removeprefix("model.")
    name = name.replace(".base_layer", "").replace(".default", "")
    if name == "embed_tokens.weight":
        return "token_embd.weight"
    if name == "norm.weight":
        return "output_norm.weight"
    if name.startswith("lm_head."):
        return name.replace("lm_head", "output")
    _, layer, rest = name.split(".", 2)
    part, suffix = rest.rsplit(".", 1)
    if part.endswith(".lora_magnitude_vector"):
        part, suffix = part.removesuffix(".lora_magnitude_vector"), "weight.magnitude"
    for lora in (".lora_A", ".lora_B"):
        if part.endswith(lora):
            part, suffix = part.removesuffix(lora), "weight" + lora.lower()
    if part == "post_attention_layernorm":
        own = "post_attention_norm" if gemma else "ffn_norm"
    elif part == "pre_feedforward_layernorm":
        own = "ffn_norm"
    elif part == "post_feedforward_layernorm":
        own = "post_ffw_norm"
    else:
        own = LAYER[part]
    return f"blk.{layer}.{own}.{suffix}"


def reorder(name, grad, config):
    """Rows of queries and keys as llama's files have them: rotated pairs side by side."""
    if config.model_type not in ("llama", "smollm3") or not any(
            part in name for part in ("attn_q.", "attn_k.")):
        return grad
    if name.endswith("lora_a"):
        return grad
    width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    shape = grad.shape
    return grad.reshape(-1, 2, width // 2, *shape[1:]).transpose(1, 2).reshape(shape)


def documents(vocabulary):
    lengths = [23, 9, 14]
    result, state = [], 7
    for length in lengths:
        ids = []
        for _ in range(length):
            state = (state * 1103515245 + 12345) % (1 << 31)
            ids.append((state >> 8) % vocabulary)
        result.append(ids)
    return result


def loss_of(model, docs):
    """The mean over all targets: documents do not see each other, so they are run apart."""
    total, count = 0.0, 0
    for ids in docs:
        row = torch.tensor([ids])
        logits = model(input_ids=row[:, :-1], use_cache=False).logits[0]
        total = total + torch.nn.functional.cross_entropy(logits, row[0, 1:], reduction="sum")
        count += len(ids) - 1
    return total / count


def samples(values):
    flat = values.flatten()
    step = max(1, flat.numel() // SAMPLES)
    return [float(x) for x in flat[::step][:SAMPLES]]


def gradients(model, config):
    gemma = config.model_type.startswith("gemma")
    out = {}
    for name, parameter in model.named_parameters():
        if parameter.grad is None:
            continue
        own = gguf_name(name, gemma)
        grad = reorder(own, parameter.grad, config)
        if own.endswith("lora_b"):
            grad = grad.T.contiguous()
        out[own] = {"norm": float(grad.norm()), "samples": samples(grad)}
    return out


def train(model, config, docs, groups):
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=BETAS, eps=EPSILON)
    losses, first = [], None
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model, docs)
        loss.backward()
        losses.append(float(loss))
        first = first or gradients(model, config)
        optimizer.step()
    losses.append(float(loss_of(model, docs)))
    return losses, first


def load(folder):
    model = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager")
    model.train()
    return model


def wave(index, shape):
    """Numbers that are easily made again elsewhere: sin of the place."""
    count = math.prod(shape)
    return torch.tensor([math.sin(0.7 * i + index) for i in range(count)]).reshape(shape)


def adapters(folder, docs, dora=False):
    model = load(folder)
    linear = sorted({name.rsplit(".", 1)[-1] for name, module in model.named_modules()
                     if isinstance(module, torch.nn.Linear) and "layers." in name})
    model = peft.get_peft_model(model, peft.LoraConfig(
        r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=linear, bias="none",
        use_dora=dora))
    config = model.base_model.model.config
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    gemma = config.model_type.startswith("gemma")
    with torch.no_grad():
        for name, parameter in trained:
            own = gguf_name(name, gemma)
            # Written in the order of GGUF's rows, so undo that order here.
            index = sum(own.encode()) % 97
            if own.endswith("lora_a"):
                parameter.copy_(0.2 * wave(index, parameter.shape))
            elif own.endswith("lora_b"):
                rows = 0.05 * wave(index, (parameter.shape[1], parameter.shape[0])).T
                places = reorder(own, torch.arange(parameter.shape[0])[:, None].float(), config)
                parameter[places.flatten().long()] = rows
    decayed = [p for n, p in trained if "magnitude" not in n]
    lengths = [p for n, p in trained if "magnitude" in n]
    losses, first = train(model, config, docs, [
        {"params": decayed, "weight_decay": DECAY}, {"params": lengths, "weight_decay": 0.0}])
    return {"losses": losses, "gradients": first}


def run(folder, out):
    docs = documents(288)
    model = load(folder)
    config = model.config
    decayed = [p for n, p in model.named_parameters() if ".layers." in n and p.dim() == 2]
    ids = {id(p) for p in decayed}
    rest = [p for p in model.parameters() if id(p) not in ids]
    losses, first = train(model, config, docs, [
        {"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}])
    golden = {"documents": docs, "losses": losses, "gradients": first,
              "adapters": adapters(folder, docs)}
    if folder.name in ("llama-tied-bias", "qwen3"):
        golden["lengths"] = adapters(folder, docs, dora=True)
    out.write_text(json.dumps(golden))
    print(folder.name, losses[0], losses[-1], golden["adapters"]["losses"][-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fixtures", type=Path)
    parser.add_argument("names", nargs="*", default=NAMES)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    for name in arguments.names:
        run(arguments.fixtures / "architectures" / name,
            arguments.fixtures / "training" / "models" / f"{name}.json")


if __name__ == "__main__":
    main()
