"""Holds exported models against each other: this engine, llama.cpp and transformers.

    python exports.py verify MODEL.gguf FOLDER          # both made by `aiki model export`
    python exports.py make AIKI ARCHITECTURES OUT       # rewrite Tests/Fixtures/exports

A GGUF file that `aiki model export` writes holds what the engine gives for some tokens
(`aiki.parity.*`). `verify` has llama.cpp compute the same tokens from the same file, and transformers
from the folder of the same model, and says how far they are apart; the exit status is 1 where that is
more than the bound, or where the folder's tokenizer cuts a text otherwise than llama.cpp's.
`make` does it for tiny models and keeps what the two others gave, so that a test without Python holds
the engine against them.

The bound: 1e-3 of the largest logit for F32 weights, with caches in F32 everywhere (llama.cpp's usual
F16 cache alone is worth 2.5e-3). llama.cpp rounds activations to the type of F16
and BF16 weights, which the engine's parity vector does not: 2e-2 there.

Needs numpy, torch, transformers, gguf, llama-cpp-python.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

# Scripts beside this one have the names of packages; the packages are meant.
sys.path = [
    p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent
]

import gguf  # noqa: E402
import llama_cpp  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402

TEXTS = [
    "The storm and the ships, 42 of them.", "  two  spaces\n\nand lines", "It'll cost $3.14, café!",
    "naïve 日本 🌊", "def f(x):\n    return x * 2\n",
]
MODELS = ["llama", "llama-tied-bias", "llama-llama3", "qwen2", "qwen3"]


def parity(path):
    """Tokens (T), indices (K), logits (T, K) of a file, and the type of most of its numbers."""
    reader = gguf.GGUFReader(path)

    def numbers(name):
        field = reader.fields[f"aiki.parity.{name}"]
        return np.array([field.parts[i][0] for i in field.data])

    sizes = {}
    for tensor in reader.tensors:
        if len(tensor.shape) > 1:
            sizes[tensor.tensor_type.name] = sizes.get(tensor.tensor_type.name, 0) + tensor.n_elements
    tokens, indices = numbers("tokens").tolist(), numbers("indices").tolist()
    logits = numbers("logits").astype(np.float64).reshape(len(tokens), len(indices))
    return tokens, indices, logits, max(sizes, key=sizes.get)


def of_llama_cpp(path, tokens, indices):
    model = llama_cpp.Llama(
        model_path=path, n_ctx=64, logits_all=True, verbose=False, n_threads=1,
        type_k=llama_cpp.GGML_TYPE_F32, type_v=llama_cpp.GGML_TYPE_F32, flash_attn=False)
    model.eval(tokens)
    cuts = [model.tokenize(t.encode(), add_bos=True, special=False) for t in TEXTS]
    return np.array(model.scores[: len(tokens)], np.float64)[:, indices], cuts


def of_transformers(folder, tokens, indices):
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    with torch.no_grad():
        logits = model(torch.tensor([tokens])).logits[0].double().numpy()
    return logits[:, indices], [tokenizer(t)["input_ids"] for t in TEXTS]


def compare(path, folder):
    tokens, indices, ours, kind = parity(path)
    llama, llama_cuts = of_llama_cpp(path, tokens, indices)
    hugging, hugging_cuts = of_transformers(folder, tokens, indices)
    scale = max(1.0, float(np.abs(ours).max()))
    exact = 1e-3 * scale
    good = True
    for name, one, other, bound in [
        ("engine and transformers", ours, hugging, exact),
        ("engine and llama.cpp", ours, llama, exact if kind == "F32" else 2e-2 * scale),
    ]:
        difference = float(np.abs(one - other).max())
        good &= difference <= bound
        print(f"{name}: {difference:.2e} apart, {bound:.2e} allowed ({kind}, largest {scale:.2f})")
    for text, one, other in zip(TEXTS, llama_cuts, hugging_cuts):
        if one != other:
            good = False
            print(f"tokens of {text!r} differ:", one, other)
    return good, dict(tokens=tokens, indices=indices, llama_cpp=llama, transformers=hugging)


def verify(path, folder):
    good, _ = compare(path, folder)
    print("VERIFIED" if good else "DIFFERS")
    sys.exit(0 if good else 1)


def make(aiki, architectures, out):
    for name in MODELS:
        with tempfile.TemporaryDirectory() as work:
            house = {"AIKI_HOME": f"{work}/house", "PATH": "/usr/bin:/bin", "HOME": work}
            source = str(pathlib.Path(architectures) / name)
            for arguments in [
                ["model", "import", source, "--name", name, "--precision", "F32"],
                ["model", "export", name, "--to", f"{work}/m.gguf"],
                ["model", "export", name, "--to", f"{work}/hf"],
            ]:
                subprocess.run([aiki, *arguments], env=house, check=True, stdout=subprocess.DEVNULL)
            print(name)
            good, record = compare(f"{work}/m.gguf", f"{work}/hf")
            assert good, name
            # Every fourth entry is enough to tell models apart.
            rows = {
                key: [[float(f"{v:.7g}") for v in row[::4]] for row in record[key].tolist()]
                for key in ["llama_cpp", "transformers"]
            }
            value = dict(tokens=record["tokens"], indices=record["indices"][::4], **rows)
            target = pathlib.Path(out) / f"{name}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(value) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["verify"] and len(sys.argv) == 4:
        verify(*sys.argv[2:])
    elif sys.argv[1:2] == ["make"] and len(sys.argv) == 5:
        make(*sys.argv[2:])
    else:
        sys.exit(__doc__)
