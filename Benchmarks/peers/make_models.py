"""Makes the random-weight models that speed is measured on.

Speed does not depend on what the weights say, so none are downloaded: a 0.5B model of Qwen2's shape and a
1B model of Llama 3.2's, with real vocabularies, in F16, then quantised by llama.cpp's own code, so that both
sides of a comparison read the very same files. Two models are special:

- `copying`: Qwen2's shape, but one head looks exactly COPY_DISTANCE tokens back and the output says again
  what stood there, except that some tokens are always replaced by others. It goes on with a text as an edit of
  its end, which is what guessing ahead from the prompt is measured with.
- `minilm`: the shape of all-MiniLM-L6-v2, as a folder that Hugging Face's library reads.

    python make_models.py OUT --vocabularies FOLDER [--models NAME …] [--types Q4_K_M Q8_0 …]

FOLDER holds qwen2/vocab.json, qwen2/merges.txt, llama3/encoder.json, llama3/vocab.bpe.
Needs: numpy, gguf, llama-cpp-python; torch and transformers for `minilm`.
"""

import argparse
import json
import pathlib

import gguf
import numpy as np

COPY_DISTANCE = 512  # tokens between a token and its copy
COPY_EDITS = 0.08  # share of the vocabulary that is replaced when it is copied
COPY_TYPE = "Q4_K_M"

SHAPES = {
    "qwen2-0.5b": dict(
        arch="qwen2", width=896, layers=24, heads=14, kv_heads=2, head=64, ffn=4864, vocab=151936,
        theta=1_000_000.0, context=32768, eps=1e-6, bias=True),
    "llama-1b": dict(
        arch="llama", width=2048, layers=16, heads=32, kv_heads=8, head=64, ffn=8192, vocab=128256,
        theta=500_000.0, context=131072, eps=1e-5, bias=False),
}


def vocabulary(architecture, folder, size):
    """Tokens, types and merges; ids past the vocabulary file are control tokens."""
    if architecture == "qwen2":
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


class Weights:
    """Writes one model's tensors; a random one unless a value is given."""

    def __init__(self, writer, seed):
        self.writer, self.random = writer, np.random.default_rng(seed)

    def matrix(self, tensor, rows, columns, scale=1.0):
        values = self.random.standard_normal((rows, columns), dtype=np.float32)
        self.give(tensor, values * (0.7 * scale / columns**0.5))

    def give(self, tensor, values):
        self.writer.add_tensor(tensor, values.astype(np.float16))

    def vector(self, tensor, width, around):
        values = around + 0.02 * self.random.standard_normal(width, dtype=np.float32)
        self.exact(tensor, values)

    def exact(self, tensor, values):
        self.writer.add_tensor(tensor, values.astype(np.float32))


def open_writer(name, shape, path, folder):
    """A writer that knows a model's settings and its tokenizer."""
    s = shape
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
    tokens, types, merges, pre, end = vocabulary(s["arch"], folder, s["vocab"])
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(end)
    return writer


def close(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def add_layer(weights, s, layer, kept=1.0):
    """A layer of random weights; `kept` scales what it adds to the stream."""
    b = f"blk.{layer}."
    q, kv = s["heads"] * s["head"], s["kv_heads"] * s["head"]
    weights.vector(b + "attn_norm.weight", s["width"], 1)
    weights.vector(b + "ffn_norm.weight", s["width"], 1)
    weights.matrix(b + "attn_q.weight", q, s["width"])
    weights.matrix(b + "attn_k.weight", kv, s["width"])
    weights.matrix(b + "attn_v.weight", kv, s["width"])
    weights.matrix(b + "attn_output.weight", s["width"], q, kept)
    add_feed_forward(weights, s, layer, kept)
    if s["bias"]:
        weights.vector(b + "attn_q.bias", q, 0)
        weights.vector(b + "attn_k.bias", kv, 0)
        weights.vector(b + "attn_v.bias", kv, 0)


def add_feed_forward(weights, s, layer, kept):
    b = f"blk.{layer}."
    weights.matrix(b + "ffn_gate.weight", s["ffn"], s["width"])
    weights.matrix(b + "ffn_up.weight", s["ffn"], s["width"])
    weights.matrix(b + "ffn_down.weight", s["width"], s["ffn"], kept)


def write_f16(name, path, folder, seed=20):
    s = SHAPES[name]
    writer = open_writer(name, s, path, folder)
    weights = Weights(writer, seed)
    weights.matrix("token_embd.weight", s["vocab"], s["width"])
    weights.vector("output_norm.weight", s["width"], 1)
    for layer in range(s["layers"]):
        add_layer(weights, s, layer)
    if s["arch"] == "llama":
        # The factors of Llama 3.2: factor 32, low 1, high 4, original context 8192.
        frequencies = s["theta"] ** -(np.arange(0, s["head"], 2) / s["head"])
        wavelengths = 2 * np.pi / frequencies
        smooth = np.clip((8192 / wavelengths - 1) / 3, 0, 1)
        weights.exact("rope_freqs.weight", 1 / ((1 - smooth) / 32 + smooth))
    close(writer)


def write_copying(path, folder, seed=20):
    """The model that says again what stood COPY_DISTANCE tokens before, with some tokens replaced.

    The first 2 · D numbers of a token's row are what it is (D the width of a head). In layer 0 the heads'
    queries and keys are biases alone: turned by position, a query of phase -(distance - 1) · θ meets the key
    that stands so far back, and no other, in phase in every pair. Each key-value head carries one half of what
    that token is into numbers 2 · D ..< 4 · D of the stream, which alone the output matrix looks at.
    """
    s = SHAPES["qwen2-0.5b"]
    head, width, layer = s["head"], s["width"], "blk.0."
    writer = open_writer("copying", s, path, folder)
    weights = Weights(writer, seed)
    known = weights.random.standard_normal((s["vocab"], 2 * head), dtype=np.float32)
    embeddings = 0.1 * weights.random.standard_normal((s["vocab"], width), dtype=np.float32)
    embeddings[:, :2 * head] = known
    weights.give("token_embd.weight", embeddings)
    pairs = weights.random.permutation(s["vocab"])[:int(s["vocab"] * COPY_EDITS) // 2 * 2]
    edited = np.arange(s["vocab"])
    half = len(pairs) // 2
    edited[pairs[:half]], edited[pairs[half:]] = pairs[half:], pairs[:half]
    output = np.zeros((s["vocab"], width), np.float32)
    output[:, 2 * head:4 * head] = known[edited]
    weights.give("output.weight", output)
    weights.vector("output_norm.weight", width, 1)

    weights.vector(layer + "attn_norm.weight", width, 1)
    weights.vector(layer + "ffn_norm.weight", width, 1)
    q, kv = s["heads"] * head, s["kv_heads"] * head
    weights.give(layer + "attn_q.weight", np.zeros((q, width), np.float32))
    weights.give(layer + "attn_k.weight", np.zeros((kv, width), np.float32))
    values = np.zeros((kv, width), np.float32)
    values[:, :kv] = np.eye(kv)
    weights.give(layer + "attn_v.weight", values)
    mixed = np.zeros((width, q), np.float32)
    group = s["heads"] // s["kv_heads"] * head
    for part in range(s["kv_heads"]):
        rows = 2 * head + part * head
        mixed[rows:rows + head, part * group:part * group + head] = 4 * np.eye(head)
    weights.give(layer + "attn_output.weight", mixed)
    # Halves of a head turn together: number p with number p + head / 2.
    angles = (COPY_DISTANCE - 1) * s["theta"] ** -(np.arange(0, head, 2) / head)
    strength = 14.0
    key = np.concatenate([np.full(head // 2, strength), np.zeros(head // 2)])
    query = strength * np.concatenate([np.cos(angles), -np.sin(angles)])
    weights.exact(layer + "attn_q.bias", np.tile(query, s["heads"]))
    weights.exact(layer + "attn_k.bias", np.tile(key, s["kv_heads"]))
    weights.exact(layer + "attn_v.bias", np.zeros(kv))
    add_feed_forward(weights, s, 0, 0.01)
    for later in range(1, s["layers"]):
        add_layer(weights, s, later, kept=0.01)
    close(writer)


def write_minilm(folder, seed=20):
    """A folder with a model of all-MiniLM-L6-v2's shape, its words made up."""
    import torch
    import transformers

    torch.manual_seed(seed)
    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += [f"word{index}" for index in range(30522 - len(words))]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", "utf-8")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    (folder / "modules.json").write_text(json.dumps([
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling",
         "type": "sentence_transformers.models.Pooling"},
    ]), "utf-8")
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling/config.json").write_text(json.dumps(
        {"word_embedding_dimension": 384, "pooling_mode_mean_tokens": True}), "utf-8")
    configuration = transformers.BertConfig(
        vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12,
        intermediate_size=1536, max_position_embeddings=512)
    transformers.BertModel(configuration, add_pooling_layer=False).save_pretrained(folder)


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
    parser.add_argument("--models", nargs="*", default=[*SHAPES, "copying", "minilm"])
    parser.add_argument(
        "--types", nargs="*", default=["Q4_K_M", "Q8_0", "Q4_0", "Q6_K", "BF16"])
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.models:
        if name == "minilm":
            if not (arguments.out / name / "model.safetensors").exists():
                write_minilm(arguments.out / name)
            continue
        make(name, arguments)
        print(name, *sorted(p.name for p in arguments.out.glob(f"{name}-*")))


def make(name, arguments):
    """A model in F16, and what it is quantised to; files that are there stay."""
    kinds = [COPY_TYPE] if name == "copying" else arguments.types
    targets = {kind: arguments.out / f"{name}-{kind}.gguf" for kind in kinds}
    source = arguments.out / f"{name}-F16.gguf"
    if not source.exists():
        unfinished = source.with_suffix(".part")
        if name == "copying":
            write_copying(unfinished, arguments.vocabularies)
        else:
            write_f16(name, unfinished, arguments.vocabularies)
        unfinished.rename(source)
    for kind, target in targets.items():
        if not target.exists():
            unfinished = target.with_suffix(".part")
            quantize(source, unfinished, kind)
            unfinished.rename(target)


if __name__ == "__main__":
    main()
