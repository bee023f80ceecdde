"""Reference gradients of the training operations, by PyTorch's automatic differentiation in float64.

Makes Tests/Fixtures/training/cases.json. Run: python Tools/reference/training.py   (needs torch)
Inputs are random numbers of a fixed seed, rounded to three decimals so that they are the same in f32.
Each case: sizes, inputs, and outputs and gradients of sum(output * dy) by name.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(20)
CASES = {}


def numbers(*shape, scale=1.0):
    return (torch.randn(*shape, dtype=torch.float64) * scale).round(decimals=3)


def flat(x, digits=9):
    return [round(v, digits) for v in x.detach().reshape(-1).tolist()]


def differentiate(name, inputs, function, dy_shape=None, **sizes):
    """Keeps inputs, the output and all gradients of a function of named inputs."""
    leaves = {key: value.clone().requires_grad_(True) for key, value in inputs.items()}
    y = function(**leaves)
    dy = numbers(*(dy_shape or y.shape))
    (y * dy).sum().backward()
    case = dict(sizes)
    case["inputs"] = {key: flat(value) for key, value in inputs.items()} | {"dy": flat(dy)}
    case["outputs"] = {"y": flat(y)} | {"d_" + key: flat(leaf.grad) for key, leaf in leaves.items()}
    CASES[name] = case


def rms(x, weight):
    return F.rms_norm(x, (x.shape[-1],), weight, eps=1e-5)


def layer(x, weight, bias):
    return F.layer_norm(x, (x.shape[-1],), weight, bias, eps=1e-5)


def attention(query, keys, values):
    """Two documents of 5 and 9 tokens, causal; (T, heads, width) with grouped queries."""
    parts = []
    for begin, end in ((0, 5), (5, 14)):
        q, k, v = (x[begin:end].transpose(0, 1).unsqueeze(0) for x in (query, keys, values))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        parts.append(y[0].transpose(0, 1))
    return torch.cat(parts)


def adam(steps=3):
    x = numbers(11)
    parameter = torch.nn.Parameter(x.clone())
    optimizer = torch.optim.AdamW([parameter], lr=0.01, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)
    gradients = [numbers(11) for _ in range(steps)]
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
    CASES["adamW"] = {"steps": steps, "inputs": {"x": flat(x), "gradients": flat(torch.cat(gradients))},
                      "outputs": {"x": flat(parameter)}}


def cross_entropy():
    logits = numbers(4, 13, scale=3).requires_grad_(True)
    targets = torch.tensor([3, 12, -1, 0])
    loss = F.cross_entropy(logits, targets, ignore_index=-1, reduction="sum")
    (loss / 3).backward()
    CASES["crossEntropy"] = {
        "rows": 4, "vocabulary": 13, "inputs": {"logits": flat(logits), "targets": targets.tolist()},
        "outputs": {"loss": [loss.item()], "d_logits": flat(logits.grad)}}


differentiate("rmsNorm", {"x": numbers(3, 18), "weight": numbers(18)}, rms, rows=3, width=18)
differentiate("layerNorm", {"x": numbers(3, 18), "weight": numbers(18), "bias": numbers(18)}, layer,
              rows=3, width=18)
gate, up = numbers(40, scale=3), numbers(40)
for name, function in (("silu", F.silu), ("geluTanh", lambda x: F.gelu(x, approximate="tanh")),
                       ("geluErf", F.gelu)):
    differentiate(name, {"gate": gate, "up": up}, lambda gate, up, f=function: f(gate) * up)
differentiate("softcap", {"x": numbers(40, scale=20)}, lambda x: 30 * torch.tanh(x / 30))
differentiate("attention", {"query": numbers(14, 4, 6), "keys": numbers(14, 2, 6), "values": numbers(14, 2, 6)},
              attention, heads=4, keyValueHeads=2, width=6)
adam()
cross_entropy()

folder = pathlib.Path(__file__).parents[2] / "Tests" / "Fixtures" / "training"
folder.mkdir(parents=True, exist_ok=True)
(folder / "cases.json").write_text(json.dumps(CASES, separators=(",", ":")) + "\n", encoding="utf-8")
