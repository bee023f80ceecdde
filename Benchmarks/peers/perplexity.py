"""Perplexity of every quantised type on a text: Aiki's beside llama.cpp's, of the same files.

    VENV/bin/python perplexity.py TEXT --aiki .build/release/aiki --model F32.gguf [--out FILE]
    VENV/bin/python perplexity.py TEXT --aiki … --files A.gguf B.gguf …   # these files as they are

`--model` is a small trained model of the llama architecture in F32. Its rows are too short for the types whose
blocks are 256 long, so it is first made wider without changing what it computes (see `widen`), and then
quantised to each type by llama.cpp's code. Both sides take the
same windows of the same tokens. Aiki computes a text in two ways, many tokens at once and one by one; both are
compared. A difference of more than half a percent is marked, and the end fails.
"""

import argparse
import ctypes
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import gguf
import numpy as np

from aiki_side import Aiki

HERE = pathlib.Path(__file__).parent
DIFFERENCE_MAX = 0.005
WIDTH = 256  # numbers in a block of the K types
TYPES = ["F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q2_K", "Q3_K_M", "Q4_K_M",
         "Q5_K_M", "Q6_K", "IQ4_NL", "IQ4_XS"]


def widen(source, target):
    """Writes a llama model of width W < 256 as one of width 256 that computes the same.

    With Q a random (256, W) matrix of orthonormal columns the stream x becomes Q x. Its length stays, so the
    root of the mean square is smaller by s = √(256 / W), which the matrices that read the normalised stream
    take back, together with the weights of the norms, which become ones: each reading matrix A becomes
    A · diag(norm) · Qᵀ / s, each writing matrix B becomes Q · B. Units of the feed-forward are doubled, with
    half of the weight each, until there are 256. Heads stay as they are.
    """
    file = gguf.GGUFReader(str(source))
    old = {t.name: np.array(t.data, np.float64) for t in file.tensors}
    field = lambda name: file.get_field(name).contents()
    layers = field("llama.block_count")
    narrow = field("llama.embedding_length")
    random = np.random.default_rng(20)
    turn = np.linalg.qr(random.standard_normal((WIDTH, narrow)))[0]
    scale = math.sqrt(WIDTH / narrow)

    writer = gguf.GGUFWriter(str(target), "llama")
    hidden = old["blk.0.ffn_gate.weight"].shape[0]
    changed = {"llama.embedding_length": WIDTH, "llama.feed_forward_length": WIDTH,
               "llama.attention.layer_norm_rms_epsilon":
                   field("llama.attention.layer_norm_rms_epsilon") / scale**2}
    for key, value in file.fields.items():
        if key.startswith("GGUF.") or key == "general.architecture":
            continue
        kind = value.types[0]
        sub = value.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, changed.get(key, value.contents()), kind, sub_type=sub)
    heads = field("llama.attention.head_count")
    if "llama.attention.key_length" not in file.fields:
        writer.add_key_length(narrow // heads)
        writer.add_value_length(narrow // heads)

    def add(name, values):
        writer.add_tensor(name, np.ascontiguousarray(values, np.float32))

    def reads(matrix, norm):
        return matrix * norm @ turn.T * (1 / scale)

    # The same unit twice, half of it each, for as many as are missing.
    twice = WIDTH - hidden
    index = np.concatenate([np.arange(hidden), np.arange(twice)])
    share = np.where((index < twice), 0.5, 1.0)
    add("token_embd.weight", old["token_embd.weight"] @ turn.T)
    output = old.get("output.weight", old["token_embd.weight"])
    add("output.weight", reads(output, old["output_norm.weight"]))
    add("output_norm.weight", np.ones(WIDTH))
    for layer in range(layers):
        b = f"blk.{layer}."
        attention, feed = old[b + "attn_norm.weight"], old[b + "ffn_norm.weight"]
        for name in ("attn_norm", "ffn_norm"):
            add(b + name + ".weight", np.ones(WIDTH))
        for name in ("attn_q", "attn_k", "attn_v"):
            add(b + name + ".weight", reads(old[b + name + ".weight"], attention))
        add(b + "attn_output.weight", turn @ old[b + "attn_output.weight"])
        for name in ("ffn_gate", "ffn_up"):
            add(b + name + ".weight", reads(old[b + name + ".weight"], feed)[index])
        add(b + "ffn_down.weight", turn @ (old[b + "ffn_down.weight"][:, index] * share))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def quantize(source, target, kind):
    """By llama.cpp's own code."""
    import llama_cpp

    silence = llama_cpp.llama_log_callback(lambda level, text, data: None)
    llama_cpp.llama_log_set(silence, ctypes.c_void_p(0))
    parameters = llama_cpp.llama_model_quantize_default_params()
    name = "LLAMA_FTYPE_ALL_F32" if kind == "F32" else f"LLAMA_FTYPE_MOSTLY_{kind}"
    parameters.ftype = getattr(llama_cpp, name)
    parameters.nthread = 2
    result = llama_cpp.llama_model_quantize(str(source).encode(), str(target).encode(), parameters)
    if result != 0:
        raise SystemExit(f"llama.cpp could not quantise {source} to {kind}")


def compare(a, aiki, path, name):
    """Both sides' perplexities of one file."""
    text = a.text.read_bytes()[:a.bytes].decode("utf-8", "ignore")
    command = [sys.executable, HERE / "llama_side.py", "losses", path, "--window", a.window,
               "--windows", a.windows, "--threads", a.threads]
    output = subprocess.run([*map(str, command)], input=text.encode(), check=True,
                            stdout=subprocess.PIPE).stdout
    theirs = json.loads(output)
    result = {"name": name, "llama_cpp": math.exp(theirs["mean_loss"]), "differences": {}}
    for way, flags in (("prompt", []), ("steps", ["--steps"])):
        arguments = ["model", "perplexity", path, "--context", a.window, "--windows", a.windows,
                     "--threads", a.threads, "--json", *flags]
        if a.kernels:
            arguments += ["--kernels", a.kernels]
        ours = json.loads(aiki.run(*arguments, input=text.encode()))
        for key in ("text_tokens", "scored_tokens"):
            if ours[key] != theirs[key]:
                raise SystemExit(f"{name}: {key} {ours[key]} of ours, {theirs[key]} of llama.cpp")
        result[way] = ours["perplexity"]
        result["differences"][way] = ours["perplexity"] / result["llama_cpp"] - 1
        result["scored_tokens"] = ours["scored_tokens"]
    return result


def line(found):
    cells = []
    for way in ("prompt", "steps"):
        difference = found["differences"][way]
        mark = "" if abs(difference) <= DIFFERENCE_MAX else " ✗"
        cells.append(f"{found[way]:.4f} | {difference:+.3%}{mark}")
    return f"| {found['name']} | {found['llama_cpp']:.4f} | {' | '.join(cells)} |"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=pathlib.Path)
    parser.add_argument("--aiki", required=True, help="the built program")
    parser.add_argument("--model", type=pathlib.Path, help="a small llama model in F32")
    parser.add_argument("--files", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--types", nargs="*", default=TYPES)
    parser.add_argument("--window", type=int, default=256)
    parser.add_argument("--windows", type=int, default=24)
    parser.add_argument("--bytes", type=int, default=100_000, help="of the text, at most")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--kernels", help="as `aiki model perplexity --kernels`")
    parser.add_argument("--out", type=pathlib.Path, help="a JSON file")
    a = parser.parse_args()
    report = []
    print("| | llama.cpp | Aiki, many tokens at once | | Aiki, one by one | |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        aiki = Aiki(a.aiki, folder / "home", a.threads)
        files = {path.name: path for path in a.files}
        if a.model:
            widen(a.model, folder / "wide.gguf")
            # What it computed before is what it computes now.
            files = {"F32 as it was": a.model, "F32": folder / "wide.gguf", **files}
            for kind in a.types:
                if kind != "F32":
                    files[kind] = folder / f"{kind}.gguf"
                    quantize(folder / "wide.gguf", files[kind], kind)
        for name, path in files.items():
            report.append(compare(a, aiki, path, name))
            print(line(report[-1]), flush=True)
            if a.out:
                a.out.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    worst = max(abs(d) for found in report for d in found["differences"].values())
    print(f"\n{report[0]['scored_tokens']} tokens scored; largest difference {worst:.3%}.")
    if worst > DIFFERENCE_MAX:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
