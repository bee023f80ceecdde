"""Makes the random-weight models that speed is measured on, as GGUF files.

Speed does not depend on what the weights say, so none are downloaded: a 0.5B model of Qwen2's shape and a
1B model of Llama 3.2's, with real vocabularies, in F16, then quantised by llama.cpp's own code, so that both
sides of a comparison read the very same files.

    python make_models.py OUT --vocabularies FOLDER [--models qwen2-0.5b llama-1b] [--types Q4_K_M Q8_0 …]

FOLDER holds qwen2/vocab.json, qwen2/merges.txt, llama3/encoder.json, llama3/vocab.bpe.
Needs: numpy, gguf, llama-cpp-python.
"""

import argparse
import json
import pathlib

import gguf
import numpy as np

SHAPES = {
    "qwen2-0.5b": dict(
        arch="qwen2", width=896, layers=24, heads=14, kv_heads=2, head=64, ffn=4864, vocab=151936,
        theta=1_000_000.0, context=32768, eps=1e-6, bias=True),
    "llama-1b": dict(
        arch="llama", width=2048, layers=16, heads=32, kv_heads=8, head=64, ffn=8192, vocab=128256,
        theta=500_000.0, context=131072, eps=1e-5, bias=False),
}


def vocabulary(name, folder, size):
    """Tokens, types and merges; ids past the vocabulary file are control tokens."""
    if name == "qwen2-0.5b":
        ids = json.loads((folder / "qwen2/vocab.json").read_text("utf-8"))
        merges = (folder / "qwen2/merges.txt").read_text("utf-8").split("\n")
        named = {151643: "<|endoftext|>", 151644: "<|im_start|>", 151645: "<|im_end|>"}
        pre, end = "qwen2", 151645
    else:
        ids = json.loads((folder / "llama3/encoder.json").read_text("utf-8"))
        merges = (folder / "llama3/vocab.bpe").read_text("utf-8").split("\n")
        named = {128000: "<|begin_of_text|>", 128001: "<|end_of_text|>", 128009: "<|eot_id|>"}
        pre, end = "llama-bpe", 128009
    tokens = [None] * size
    for token, index in ids.items():
        tokens[index] = token
    types = [gguf.TokenType.NORMAL if t is not None else gguf.TokenType.CONTROL for t in tokens]
    for index in range(size):
        if index in named:
            tokens[index], types[index] = named[index], gguf.TokenType.CONTROL
        elif tokens[index] is None:
            tokens[index] = f"<|reserved_{index}|>"
    merges = [m for m in merges if m and not m.startswith("#version")]
    return tokens, types, merges, pre, end


def write_f16(name, path, folder, seed=20):
    s = SHAPES[name]
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(str(path), s["arch"])
    writer.add_name(name)
    writer.add_context_length(s["context"])
    writer.add_embedding_length(s["width"])
    writer.add_block_count(s["layers"])
    writer.add_feed_forward_length(s["ffn"])
    writer.add_head_count(s["heads"])
    writer.add_head_count_kv(s["kv_heads"])
    writer.add_layer_norm_rms_eps(s["eps"])
    writer.add_rope_freq_base(s["theta"])
    writer.add_rope_dimension_count(s["head"])
    writer.add_vocab_size(s["vocab"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    tokens, types, merges, pre, end = vocabulary(name, folder, s["vocab"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(end)

    def matrix(tensor, rows, columns):
        values = random.standard_normal((rows, columns), dtype=np.float32) * (0.7 / columns**0.5)
        writer.add_tensor(tensor, values.astype(np.float16))

    def vector(tensor, width, around):
        values = around + 0.02 * random.standard_normal(width, dtype=np.float32)
        writer.add_tensor(tensor, values.astype(np.float32))

    q, kv = s["heads"] * s["head"], s["kv_heads"] * s["head"]
    matrix("token_embd.weight", s["vocab"], s["width"])
    vector("output_norm.weight", s["width"], 1)
    for layer in range(s["layers"]):
        b = f"blk.{layer}."
        vector(b + "attn_norm.weight", s["width"], 1)
        vector(b + "ffn_norm.weight", s["width"], 1)
        matrix(b + "attn_q.weight", q, s["width"])
        matrix(b + "attn_k.weight", kv, s["width"])
        matrix(b + "attn_v.weight", kv, s["width"])
        matrix(b + "attn_output.weight", s["width"], q)
        matrix(b + "ffn_gate.weight", s["ffn"], s["width"])
        matrix(b + "ffn_up.weight", s["ffn"], s["width"])
        matrix(b + "ffn_down.weight", s["width"], s["ffn"])
        if s["bias"]:
            vector(b + "attn_q.bias", q, 0)
            vector(b + "attn_k.bias", kv, 0)
            vector(b + "attn_v.bias", kv, 0)
    if s["arch"] == "llama":
        # The factors of Llama 3.2: factor 32, low 1, high 4, original context 8192.
        frequencies = s["theta"] ** -(np.arange(0, s["head"], 2) / s["head"])
        wavelengths = 2 * np.pi / frequencies
        smooth = np.clip((8192 / wavelengths - 1) / 3, 0, 1)
        writer.add_tensor(
            "rope_freqs.weight", (1 / ((1 - smooth) / 32 + smooth)).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def quantize(source, target, kind):
    import llama_cpp

    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{kind}")
    parameters.nthread = 2
    result = llama_cpp.llama_model_quantize(str(source).encode(), str(target).encode(), parameters)
    if result != 0:
        raise SystemExit(f"llama.cpp could not quantise {source} to {kind}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--vocabularies", type=pathlib.Path, required=True)
    parser.add_argument("--models", nargs="*", default=list(SHAPES))
    parser.add_argument("--types", nargs="*", default=["Q4_K_M", "Q8_0", "Q4_0", "Q6_K"])
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.models:
        source = arguments.out / f"{name}-F16.gguf"
        if not source.exists():
            write_f16(name, source, arguments.vocabularies)
        for kind in arguments.types:
            target = arguments.out / f"{name}-{kind}.gguf"
            if not target.exists():
                quantize(source, target, kind)
        print(name, *sorted(p.name for p in arguments.out.glob(f"{name}-*")))


if __name__ == "__main__":
    main()
