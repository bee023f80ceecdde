"""Makes the tiny models of Tests/Fixtures/architectures and the numbers they must give.

Each model is a transformers model with random weights from a fixed seed, rounded to values that
BF16 holds exactly, so that the small file and the F32 reference are the same numbers. Beside the
weights stands golden.json: token ids, logits in F32 from transformers and, where a GGUF converter
of llama.cpp is given, llama.cpp's logits for the same ids (F32 weights, F32 cache).

    python architectures.py OUT [--converter FOLDER_OF_LLAMA_CPP --gguf FOLDER] [NAME ...]

Needs numpy, torch, transformers, tokenizers; llama-cpp-python for llama.cpp's numbers.
"""

import argparse
import json
import math
import sys
from pathlib import Path

# Scripts beside this one would hide libraries of the same name.
sys.path = [p for p in sys.path if Path(p or ".").resolve() != Path(__file__).resolve().parent]

import torch
import transformers
from tokenizers import (
    Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers)

SEED = 20240607
VOCABULARY = 288
TOKENS = 24
STRIDE = 12  # every 12th logit of every position is kept; the last position is kept whole

TEXT = [
    "Once upon a time there was a little girl who loved to play outside in the park.",
    "The tensor has three axes: batch, time and channel; attention mixes over time.",
    "One day she saw a big red ball and wanted to play with it, but it was too high.",
]


def llama(**changes):
    values = dict(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=64,
        rms_norm_eps=1e-5, rope_theta=10000.0, head_dim=16, tie_word_embeddings=False)
    values.update(changes)
    return transformers.LlamaConfig(**values)


def moe():
    return transformers.Qwen3MoeConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=64, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16, max_position_embeddings=64,
        moe_intermediate_size=32, num_experts=6, num_experts_per_tok=2, norm_topk_prob=True,
        rope_theta=1000000.0, tie_word_embeddings=False)


def phi3(**changes):
    values = dict(
        vocab_size=VOCABULARY, hidden_size=48, intermediate_size=64, num_hidden_layers=3,
        num_attention_heads=3, num_key_value_heads=1, max_position_embeddings=64,
        original_max_position_embeddings=64, rope_theta=10000.0, sliding_window=8,
        pad_token_id=0, bos_token_id=0, eos_token_id=0)
    values.update(changes)
    return transformers.Phi3Config(**values)


def gemma3():
    return transformers.Gemma3TextConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=7,
        num_attention_heads=4, num_key_value_heads=1, head_dim=16, query_pre_attn_scalar=16,
        max_position_embeddings=64, sliding_window=8, final_logit_softcapping=20.0,
        layer_types=[
            "full_attention" if (i + 1) % 6 == 0 else "sliding_attention" for i in range(7)],
        rope_parameters={
            "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
            "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0},
        })


def bert(**changes):
    values = dict(
        vocab_size=VOCABULARY, hidden_size=48, intermediate_size=96, num_hidden_layers=3,
        num_attention_heads=4, max_position_embeddings=48, type_vocab_size=2)
    values.update(changes)
    return transformers.BertConfig(**values)


def qwen2():
    return transformers.Qwen2Config(
        vocab_size=VOCABULARY, hidden_size=64, intermediate_size=96, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=64,
        rope_theta=1000000.0, tie_word_embeddings=True)


def qwen3():
    return transformers.Qwen3Config(
        vocab_size=VOCABULARY, hidden_size=48, intermediate_size=80, num_hidden_layers=3,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16, max_position_embeddings=64,
        rope_theta=1000000.0, tie_word_embeddings=True)


def smollm3():
    return transformers.SmolLM3Config(
        vocab_size=VOCABULARY, hidden_size=48, intermediate_size=48, num_hidden_layers=5,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=64,
        rope_theta=5000000.0, tie_word_embeddings=True,
        pad_token_id=0, bos_token_id=0, eos_token_id=0)


LLAMA3 = dict(
    rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0,
    high_freq_factor=4.0, original_max_position_embeddings=16)
YARN = dict(
    rope_type="yarn", rope_theta=10000.0, factor=4.0, original_max_position_embeddings=32)
LONGROPE = dict(
    rope_type="longrope", rope_theta=10000.0, original_max_position_embeddings=16,
    short_factor=[1.0, 1.05, 1.1, 1.2, 1.3, 1.5], long_factor=[1.0, 1.2, 1.5, 2.0, 3.0, 5.0],
    partial_rotary_factor=0.75)

ARCHITECTURES = {
    "llama": lambda: llama(),
    "llama-tied-bias": lambda: llama(
        tie_word_embeddings=True, attention_bias=True, head_dim=12),
    "llama-linear": lambda: llama(rope_parameters=dict(
        rope_type="linear", rope_theta=10000.0, factor=4.0)),
    "llama-llama3": lambda: llama(rope_parameters=LLAMA3),
    "llama-yarn": lambda: llama(rope_parameters=YARN),
    "qwen2": qwen2,
    "qwen3": qwen3,
    "smollm3": smollm3,
    "gemma3": gemma3,
    "phi3": lambda: phi3(),
    "phi3-longrope": lambda: phi3(
        sliding_window=None, original_max_position_embeddings=16, partial_rotary_factor=0.75,
        rope_parameters=LONGROPE),
    "qwen3moe": moe,
    "bert": lambda: bert(),
    "bert-cls": lambda: bert(num_hidden_layers=2),
}

# Files made before transformers 5 spell rotary scaling this way; most files on hubs do.
OLD_SPELLING = {"llama", "llama-linear", "llama-llama3", "qwen2", "gemma3", "phi3", "phi3-longrope"}

# llama.cpp has no sliding window for phi3 and shares one set of positions among all layers.
NOT_IN_LLAMA_CPP = {"phi3"}


def randomise(model, generator):
    """Fills every parameter so that attention is peaked and every term of the maths shows."""
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "norm" in name.lower() and name.endswith("weight"):
                centre = 0.0 if model.config.model_type.startswith("gemma") else 1.0
                p.copy_(centre + 0.25 * torch.randn(p.shape, generator=generator))
            elif p.dim() == 1:
                p.copy_(0.3 * torch.randn(p.shape, generator=generator))
            elif "embed" in name:
                p.copy_(torch.randn(p.shape, generator=generator) * 0.5)
            else:
                peaked = any(k in name for k in ("q_proj", "k_proj", "qkv", "query", "key"))
                gain = 2.0 if peaked else 1.2
                p.copy_(gain / math.sqrt(p.shape[-1]) * torch.randn(p.shape, generator=generator))
            p.copy_(p.to(torch.bfloat16).float())


def byte_level_tokenizer():
    tokenizer = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(
        pattern=Regex(
            r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
            r"|\s*[\r\n]+|\s+(?!\S)|\s+"), behavior="isolated", invert=False)
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=special, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(TEXT, trainer)
    assert tokenizer.get_vocab_size() == VOCABULARY, tokenizer.get_vocab_size()
    return tokenizer


def word_piece_tokenizer():
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    characters = [chr(c) for c in range(33, 127) if not chr(c).isupper()]
    pieces += characters + ["##" + c for c in characters if c.isalnum()]
    for word in " ".join(TEXT).lower().replace(".", "").replace(",", "").split():
        if word.isalpha() and word not in pieces:
            pieces.append(word)
    pieces += [f"[unused{i}]" for i in range(VOCABULARY - len(pieces))]
    assert len(pieces) == VOCABULARY
    vocabulary = {piece: i for i, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
    return tokenizer, pieces


def save_tokenizer(folder, is_bert):
    if is_bert:
        tokenizer, pieces = word_piece_tokenizer()
        (folder / "vocab.txt").write_text("\n".join(pieces) + "\n")
        settings = dict(
            tokenizer_class="BertTokenizer", do_lower_case=True, unk_token="[UNK]",
            cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", mask_token="[MASK]")
    else:
        tokenizer = byte_level_tokenizer()
        settings = dict(
            tokenizer_class="PreTrainedTokenizerFast", eos_token="<|im_end|>",
            bos_token="<|endoftext|>", pad_token="<|endoftext|>", add_bos_token=False)
    text = json.loads(tokenizer.to_str())
    (folder / "tokenizer.json").write_text(json.dumps(text, ensure_ascii=False))
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1))


def spell_old(config, name):
    """Rewrites config.json as transformers 4 wrote it: rope_theta and rope_scaling."""
    rope = config.pop("rope_parameters")
    if name == "gemma3":
        config["rope_theta"] = rope["full_attention"]["rope_theta"]
        config["rope_local_base_freq"] = rope["sliding_attention"]["rope_theta"]
        config["rope_scaling"] = {"rope_type": "linear", "factor": rope["full_attention"]["factor"]}
        config["sliding_window_pattern"] = 6
        config.pop("layer_types", None)
        config.pop("_sliding_window_pattern", None)
        return config
    config["rope_theta"] = rope.pop("rope_theta")
    if "partial_rotary_factor" in rope:
        config["partial_rotary_factor"] = rope.pop("partial_rotary_factor")
    if name == "phi3-longrope":
        rope.pop("original_max_position_embeddings", None)
        rope["type"] = rope.pop("rope_type")
    config["rope_scaling"] = None if rope.get("rope_type") == "default" else rope
    return config


def rounded(tensor):
    return [round(float(x), 5) for x in tensor]


def logits_record(logits):
    """logits: (tokens, vocabulary)."""
    return {
        "last": rounded(logits[-1]),
        "strided": [rounded(row[::STRIDE]) for row in logits],
        "argmax": [int(row.argmax()) for row in logits],
    }


def greedy(model, ids, count):
    ids = list(ids)
    out = []
    for _ in range(count):
        with torch.no_grad():
            token = int(model(torch.tensor([ids])).logits[0, -1].argmax())
        out.append(token)
        ids.append(token)
    return out


def make(name, folder):
    is_bert = name.startswith("bert")
    config = ARCHITECTURES[name]()
    config._attn_implementation = "eager"
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED + sum(name.encode()))
    if is_bert:
        model = transformers.BertModel(config, add_pooling_layer=False)
    else:
        model = transformers.AutoModelForCausalLM.from_config(config)
    model = model.float().eval()
    randomise(model, generator)
    ids = [int(i) for i in torch.randint(3, VOCABULARY, (TOKENS,), generator=generator)]
    golden = {"seed": SEED, "transformers": transformers.__version__}
    if is_bert:
        golden["pooling"] = "cls" if name == "bert-cls" else "mean"
        sequences = [[2] + ids[:n] + [3] for n in (1, 4, 11, 22)]
        golden["sequences"] = sequences
        golden["embeddings"] = []
        for sequence in sequences:
            with torch.no_grad():
                hidden = model(torch.tensor([sequence])).last_hidden_state[0]
            pooled = hidden[0] if name == "bert-cls" else hidden.mean(0)
            golden["embeddings"].append(rounded(pooled / pooled.norm()))
    else:
        with torch.no_grad():
            logits = model(torch.tensor([ids])).logits[0].float()
        golden["ids"] = ids
        golden["stride"] = STRIDE
        golden["logits"] = logits_record(logits)
        golden["greedy"] = greedy(model, ids, 8)
        if name == "phi3-longrope":  # within the original context the short factors apply
            with torch.no_grad():
                short = model(torch.tensor([ids[:12]])).logits[0, -1]
            golden["shortLast"] = rounded(short)
        spread = float(logits.std())
        count = sum(p.numel() for p in model.parameters())
        print(f"{name}: {count} parameters, logit spread {spread:.2f}")
    folder.mkdir(parents=True, exist_ok=True)
    model.to(torch.bfloat16).save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    (folder / "generation_config.json").unlink(missing_ok=True)
    path = folder / "config.json"
    text = json.loads(path.read_text())
    if name in OLD_SPELLING:
        text = spell_old(text, name)
    path.write_text(json.dumps(text, indent=1))
    save_tokenizer(folder, is_bert)
    if is_bert:
        (folder / "modules.json").write_text(json.dumps([
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling",
             "type": "sentence_transformers.models.Pooling"}], indent=1))
        (folder / "1_Pooling").mkdir(exist_ok=True)
        (folder / "1_Pooling" / "config.json").write_text(json.dumps({
            "word_embedding_dimension": 48, "pooling_mode_cls_token": name == "bert-cls",
            "pooling_mode_mean_tokens": name != "bert-cls", "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False}, indent=1))
    return golden


def convert(folder, converter, out):
    """llama.cpp's own conversion, in F32, whatever the tokenizer is called."""
    sys.path.insert(0, str(converter / "gguf-py"))
    sys.path.insert(0, str(converter))
    import gguf
    from conversion import ModelType, get_model_architecture, get_model_class, ModelBase
    hparams = ModelBase.load_hparams(folder, False)
    model_class = get_model_class(get_model_architecture(hparams, ModelType.TEXT))

    is_bert = "Bert" in model_class.__name__
    model_class.get_vocab_base_pre = lambda self, tokenizer: "qwen2"
    if not is_bert:
        model_class.set_vocab = lambda self: self._set_vocab_gpt2()
    with torch.inference_mode():
        model_class(
            folder, gguf.LlamaFileType.ALL_F32, out, hparams=hparams, model_name="tiny").write()


def run_llama_cpp(name, golden, path):
    import numpy
    from llama_cpp import Llama, llama_cpp
    pooling = {"mean": 1, "cls": 2}
    if name.startswith("bert"):
        model = Llama(
            str(path), embedding=True, n_ctx=48, verbose=False, n_threads=1, flash_attn=False,
            pooling_type=pooling[golden["pooling"]])
        vectors = []
        for sequence in golden["sequences"]:
            batch = llama_cpp.llama_batch_init(len(sequence), 0, 1)
            batch.n_tokens = len(sequence)
            for i, token in enumerate(sequence):
                batch.token[i], batch.pos[i], batch.n_seq_id[i] = token, i, 1
                batch.seq_id[i][0], batch.logits[i] = 0, 1
            context = model._ctx.ctx
            assert llama_cpp.llama_encode(context, batch) == 0
            v = numpy.array(llama_cpp.llama_get_embeddings_seq(context, 0)[:48])
            vectors.append(rounded(v / numpy.linalg.norm(v)))
            llama_cpp.llama_batch_free(batch)
        golden["llamaCpp"] = {"embeddings": vectors}
        return
    model = Llama(str(path), n_ctx=64, logits_all=True, verbose=False, n_threads=1,
                  flash_attn=False, type_k=0, type_v=0)
    model.eval(golden["ids"])
    golden["llamaCpp"] = logits_record(numpy.array(model.scores[:TOKENS]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--converter", type=Path)
    parser.add_argument("--gguf", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for name in arguments.names or ARCHITECTURES:
        folder = arguments.out / name
        golden = make(name, folder)
        if arguments.converter:
            path = arguments.gguf / f"{name}.gguf"
            convert(folder, arguments.converter, path)
            if name not in NOT_IN_LLAMA_CPP:
                run_llama_cpp(name, golden, path)
                ours, theirs = golden.get("logits"), golden["llamaCpp"]
                key = "last" if ours else "embeddings"
                a = torch.tensor(ours["strided"] if ours else golden[key]).flatten()
                b = torch.tensor(theirs["strided"] if ours else theirs[key]).flatten()
                print(f"  transformers against llama.cpp: {float((a - b).abs().max()):.2e}")
        (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":")))


if __name__ == "__main__":
    main()
