"""Makes the tiny adapters of Tests/Fixtures/adapters and the numbers they must give.

Each is a LoRA adapter that PEFT writes for one of the models of Tests/Fixtures/architectures, with
random matrices from a fixed seed, rounded to values that the file's type holds exactly. Beside it
stands golden.json: logits in F32 from transformers with the adapter in place. The script checks
that merging the adapter into the weights gives the same.

    python adapters.py ARCHITECTURES OUT

Needs torch, transformers, peft, safetensors.
"""

import argparse
import json
import sys
from pathlib import Path

# Scripts beside this one would hide libraries of the same name.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import peft
import safetensors.torch
import torch
import transformers

SEED = 20260105
STRIDE = 12  # every 12th logit of every position is kept; the last position is kept whole

LLAMA_MODULES = [
    "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "lm_head"]

ADAPTERS = {
    "llama-all": ("llama", torch.float32, dict(
        r=4, lora_alpha=8, target_modules=LLAMA_MODULES,
        rank_pattern={"k_proj": 2, "model.layers.1.self_attn.o_proj": 6},
        alpha_pattern={"down_proj": 3})),
    "llama-stable": ("llama", torch.bfloat16, dict(
        r=3, lora_alpha=2, target_modules=["q_proj", "v_proj"], use_rslora=True)),
    "qwen2": ("qwen2", torch.float32, dict(
        r=8, lora_alpha=8, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"])),
    "phi3": ("phi3", torch.float16, dict(
        r=2, lora_alpha=4,
        target_modules=["qkv_proj", "o_proj", "gate_up_proj", "down_proj"])),
}

# Adapters that are used together, with their strengths.
TOGETHER = {"llama-both": ("llama", {"llama-all": 0.5, "llama-stable": 2.0})}


def base_model(folder):
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    # Phi's window is as wide as in the fixture: attention must be the plain one.
    model.config._attn_implementation = "eager"
    return model.eval()


def logits_record(logits):
    rounded = [[float(f"{v:.7g}") for v in row] for row in logits.tolist()]
    return {"strided": [row[::STRIDE] for row in rounded], "last": rounded[-1]}


def randomise(model, dtype, generator):
    """B is zero in a fresh adapter: every matrix gets numbers that show."""
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "lora_" in name:
                gain = 0.5 / p.shape[-1] ** 0.5 if "lora_A" in name else 0.25
                values = gain * torch.randn(p.shape, generator=generator)
                p.copy_(values.to(dtype).float())


def run(model, ids):
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0].float()


def make(name, bases, out):
    base, dtype, options = ADAPTERS[name]
    ids = json.loads((bases / base / "golden.json").read_text())["ids"]
    config = peft.LoraConfig(task_type="CAUSAL_LM", lora_dropout=0.0, **options)
    model = peft.get_peft_model(base_model(bases / base), config).eval()
    generator = torch.Generator().manual_seed(SEED + len(name))
    randomise(model, dtype, generator)
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)
    file = folder / "adapter_model.safetensors"
    tensors = safetensors.torch.load_file(file)
    safetensors.torch.save_file({k: v.to(dtype) for k, v in tensors.items()}, file)
    # No path of a machine belongs in a fixture.
    path = folder / "adapter_config.json"
    settings = json.loads(path.read_text())
    settings["base_model_name_or_path"] = base
    settings["target_modules"] = sorted(settings["target_modules"])
    path.write_text(json.dumps(settings, indent=1) + "\n")
    plain, logits = run(base_model(bases / base), ids), run(model, ids)
    merged = run(model.merge_and_unload(), ids)
    print(f"{name}: moves logits by {float((logits - plain).abs().max()):.2f}, "
          f"merged differs by {float((logits - merged).abs().max()):.1e}")
    write_golden(folder, base, {name: 1.0}, ids, logits)


def make_together(name, bases, out):
    base, strengths = TOGETHER[name]
    ids = json.loads((bases / base / "golden.json").read_text())["ids"]
    model = None
    for adapter in strengths:
        if model is None:
            model = peft.PeftModel.from_pretrained(
                base_model(bases / base), out / adapter, adapter_name=adapter)
        else:
            model.load_adapter(out / adapter, adapter_name=adapter)
    model.base_model.set_adapter(list(strengths))
    for module in model.modules():
        if isinstance(module, peft.tuners.lora.LoraLayer):
            for adapter, strength in strengths.items():
                module.scale_layer(1.0)
                if adapter in module.scaling:
                    module.scaling[adapter] *= strength
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    write_golden(folder, base, strengths, ids, run(model.eval(), ids))


def write_golden(folder, base, strengths, ids, logits):
    golden = dict(
        base=base, strengths=strengths, ids=ids, stride=STRIDE, logits=logits_record(logits))
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("architectures", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for name in ADAPTERS:
        make(name, arguments.architectures, arguments.out)
    for name in TOGETHER:
        make_together(name, arguments.architectures, arguments.out)


if __name__ == "__main__":
    main()
