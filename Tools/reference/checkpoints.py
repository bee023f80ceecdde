"""Makes the fixtures of Tests/Fixtures/checkpoints, and checks imported files with llama.cpp.

    python Tools/reference/checkpoints.py make            # rewrite the fixtures
    python Tools/reference/checkpoints.py verify FOLDER FILE.gguf

`make` writes random models of every architecture that the importer knows (seeded, so that a second
run gives the same numbers), a GGUF and a safetensors file from the reference packages, and
`golden.json` with what an import must give, computed here with numpy. `verify` loads an imported
file with llama.cpp and compares tokens, logits and greedy text with transformers.

Needs numpy, torch, transformers, tokenizers, sentencepiece, safetensors, gguf; `verify` also
llama-cpp-python.
"""

import json
import math
import os
import shutil
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
# Scripts beside this one have the names of packages; the packages are meant.
sys.path = [entry for entry in sys.path if os.path.abspath(entry or ".") != HERE]

import numpy as np  # noqa: E402
import torch  # noqa: E402

OUT = os.path.join(HERE, "..", "..", "Tests", "Fixtures", "checkpoints")
SEED = 20260724
TEXT = (
    "The lighthouse keeper counted the ships that came home before the storm and the ships that "
    "did not. He's written 1234 lines, it'll do; we've seen 42 gulls, they're loud. "
    "Every evening she walked down to the harbour, and every morning the harbour was still there. "
    "Naïve café owners über-charge; smörgåsbord for 7 people. "
)
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN2 = LLAMA3.replace("{1,3}", "")
TEMPLATE = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}"


def save_json(path, value):
    with open(path, "w") as file:
        json.dump(value, file, indent=1, ensure_ascii=False, sort_keys=True)
        file.write("\n")


def byte_level(folder, pattern, bos, eos):
    """A byte-level BPE tokenizer of 320 tokens; None for GPT-2's own pattern."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE(ignore_merges=pattern == LLAMA3))
    if pattern:
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(pattern), "isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=318, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([TEXT], trainer)
    tokenizer.add_special_tokens([bos, eos])
    if bos != eos:
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A", special_tokens=[(bos, tokenizer.token_to_id(bos))]
        )
    tokenizer.save(os.path.join(folder, "tokenizer.json"))
    save_json(
        os.path.join(folder, "tokenizer_config.json"),
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": bos,
            "eos_token": {
                "__type": "AddedToken", "content": eos, "lstrip": False, "normalized": False,
                "rstrip": False, "single_word": False, "special": True,
            },
            "chat_template": TEMPLATE,
        },
    )
    return tokenizer.token_to_id(bos), tokenizer.token_to_id(eos)


def sentence_piece(folder, controls=()):
    """A SentencePiece BPE model with byte fallback, 320 tokens."""
    import sentencepiece

    corpus = os.path.join(folder, "corpus.txt")
    with open(corpus, "w") as file:
        file.write("\n".join(TEXT.split(". ")))
    # The model keeps the paths it was trained with: relative ones say nothing of the machine.
    previous = os.getcwd()
    os.chdir(folder)
    sentencepiece.SentencePieceTrainer.train(
        input="corpus.txt", model_prefix="tokenizer", model_type="bpe",
        vocab_size=320, byte_fallback=True, character_coverage=1.0, minloglevel=2,
        normalization_rule_name="identity", remove_extra_whitespaces=False,
        num_threads=1, control_symbols=list(controls),
    )
    os.chdir(previous)
    os.remove(corpus)
    os.remove(os.path.join(folder, "tokenizer.vocab"))
    save_json(
        os.path.join(folder, "tokenizer_config.json"),
        {
            "tokenizer_class": "LlamaTokenizer",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "add_bos_token": True,
            "add_eos_token": False,
            "legacy": False,
        },
    )
    return 1, 2


def character_pairs(folder):
    """The JSON twin: pairs of characters with byte fallback, as Gemma has it."""
    from tokenizers import (
        Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers,
    )

    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    specials = ["<pad>", "<eos>", "<bos>", "<unk>"]
    specials += [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=320, special_tokens=specials, show_progress=False)
    tokenizer.train_from_iterator([TEXT], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<bos> $A", special_tokens=[("<bos>", 2)]
    )
    data = json.loads(tokenizer.to_str())
    data["added_tokens"] = data["added_tokens"][:4]
    with open(os.path.join(folder, "tokenizer.json"), "w") as file:
        json.dump(data, file, ensure_ascii=False)
    save_json(
        os.path.join(folder, "tokenizer_config.json"),
        {
            "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<bos>",
            "eos_token": "<eos>", "unk_token": "<unk>", "pad_token": "<pad>",
            "add_bos_token": True,
        },
    )
    return 2, 1


def word_piece(folder):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    # By hand: the trainer's order changes from run to run.
    plain = unicodedata.normalize("NFD", TEXT.lower())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    letters = sorted(set(plain) - {" "})
    pieces = specials + letters + ["##" + c for c in letters if c.isalnum()]
    pieces += sorted({word for word in plain.split() if word.isalpha() and len(word) > 1})
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(specials)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(t, tokenizer.token_to_id(t)) for t in ["[CLS]", "[SEP]"]],
    )
    tokenizer.save(os.path.join(folder, "tokenizer.json"))
    names = {"unk": 1, "cls": 2, "sep": 3, "pad": 0, "mask": 4}
    settings = {f"{name}_token": specials[index] for name, index in names.items()}
    settings["tokenizer_class"] = "PreTrainedTokenizerFast"
    save_json(os.path.join(folder, "tokenizer_config.json"), settings)
    return tokenizer.get_vocab_size()


def shake(model):
    """Random numbers everywhere, so that no transformation can go unnoticed."""
    generator = torch.Generator().manual_seed(SEED)
    with torch.no_grad():
        for name, value in model.named_parameters():
            noise = torch.randn(value.shape, generator=generator)
            if "norm" in name.lower() and name.endswith("weight"):
                value.copy_((value + 0.25 * noise).clamp(-0.9, 3))
            elif "embed" in name:
                value.copy_(noise * 0.5)
            else:
                value.copy_(noise * 0.2)


COMMON = dict(
    vocab_size=320, hidden_size=32, intermediate_size=64, num_hidden_layers=2,
    num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256,
)


def make_models():
    from transformers import (
        BertConfig, BertModel, Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig, LlamaForCausalLM,
        MistralConfig, MistralForCausalLM, Phi3Config, Phi3ForCausalLM, Qwen2Config,
        Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM, Qwen3MoeConfig, Qwen3MoeForCausalLM,
        SmolLM3Config, SmolLM3ForCausalLM,
    )

    llama3 = dict(
        rope_type="llama3", rope_theta=500000.0, factor=8.0, low_freq_factor=1.0,
        high_freq_factor=4.0, original_max_position_embeddings=64,
    )
    longrope = dict(
        rope_type="longrope", rope_theta=10000.0, short_factor=[1.0, 1.1, 1.2, 1.3],
        long_factor=[1.0, 1.5, 2.0, 3.0], original_max_position_embeddings=512,
    )
    return {
        "llama": (LlamaConfig, LlamaForCausalLM, dict(rope_parameters=llama3), LLAMA3),
        "mistral": (MistralConfig, MistralForCausalLM, dict(sliding_window=None), "spm"),
        "smollm3": (
            SmolLM3Config, SmolLM3ForCausalLM,
            dict(num_hidden_layers=5, tie_word_embeddings=True, no_rope_layer_interval=4,
                 pad_token_id=0), LLAMA3,
        ),
        "qwen2": (Qwen2Config, Qwen2ForCausalLM, dict(tie_word_embeddings=True), QWEN2),
        "qwen3": (Qwen3Config, Qwen3ForCausalLM, dict(head_dim=16), QWEN2),
        "qwen3_moe": (
            Qwen3MoeConfig, Qwen3MoeForCausalLM,
            dict(
                head_dim=8, num_experts=4, num_experts_per_tok=2, moe_intermediate_size=32,
                norm_topk_prob=True, decoder_sparse_step=1, mlp_only_layers=[],
            ), QWEN2,
        ),
        "gemma3_text": (
            Gemma3TextConfig, Gemma3ForCausalLM,
            dict(
                head_dim=8, query_pre_attn_scalar=8, sliding_window=16, num_hidden_layers=3,
                layer_types=["sliding_attention", "sliding_attention", "full_attention"],
            ), "pairs",
        ),
        "phi3": (
            Phi3Config, Phi3ForCausalLM,
            dict(
                rope_parameters=longrope, original_max_position_embeddings=512,
                max_position_embeddings=1024,
                pad_token_id=0, sliding_window=None,
            ), "spm",
        ),
        "bert": (
            BertConfig, BertModel,
            dict(num_key_value_heads=None, max_position_embeddings=64), "words",
        ),
    }


def make_model(name, config_class, model_class, extra, kind, golden):
    from safetensors.torch import load_file

    folder = os.path.join(OUT, "models", name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    settings = dict(COMMON)
    settings.update(extra)
    settings = {key: value for key, value in settings.items() if value is not None}
    if kind == "spm":
        # llama.cpp looks this token up in any model that is named after Phi 3.
        bos, eos = sentence_piece(folder, ["<|endoftext|>"] if name == "phi3" else [])
    elif kind == "pairs":
        bos, eos = character_pairs(folder)
    elif kind == "words":
        settings["vocab_size"] = word_piece(folder)
        bos = eos = None
    elif name == "qwen2":
        bos, eos = byte_level(folder, kind, "<|endoftext|>", "<|endoftext|>")
    else:
        bos, eos = byte_level(folder, kind, "<|begin|>", "<|end|>")
    if bos is not None:
        settings.update(bos_token_id=bos, eos_token_id=eos)
    torch.manual_seed(SEED)
    model = model_class(config_class(**settings))
    shake(model)
    half = torch.bfloat16 if name in ("qwen2", "qwen3_moe", "smollm3") else torch.float32
    if name == "phi3":
        half = torch.float16
    shards = {"max_shard_size": "20KB"} if name == "qwen3" else {}
    model.to(half).save_pretrained(folder, **shards)
    if name == "llama":
        to_older_style(folder)
    if name == "bert":
        os.makedirs(os.path.join(folder, "1_Pooling"))
        save_json(
            os.path.join(folder, "1_Pooling", "config.json"),
            {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True,
             "pooling_mode_cls_token": False},
        )
    tensors = {}
    for file in sorted(os.listdir(folder)):
        if file.endswith(".safetensors"):
            tensors.update(load_file(os.path.join(folder, file)))
    config = json.load(open(os.path.join(folder, "config.json")))
    golden["models"][name] = expected(name, config, tensors)


def to_older_style(folder):
    """Rewrites a configuration as transformers 4 wrote it."""
    path = os.path.join(folder, "config.json")
    config = json.load(open(path))
    rope = config.pop("rope_parameters")
    config["rope_theta"] = rope.pop("rope_theta")
    config["rope_scaling"] = rope
    config["torch_dtype"] = config.pop("dtype", "float32")
    save_json(path, config)


def digest(values):
    """Enough of a tensor to tell a wrong order: its shape, and weighted sums."""
    flat = values.astype(np.float64).reshape(-1)
    weights = (np.arange(flat.size) % 251 + 1) / 251.0
    return {
        "shape": list(values.shape),
        "weighted": float((flat * weights).sum()),
        "squares": float((flat * flat).sum()),
    }


def pairs(weight, heads):
    """Halves of each head to neighbouring rows, as GGUF's Llama has them."""
    rows = weight.shape[0]
    width = rows // heads
    view = weight.reshape(heads, 2, width // 2, *weight.shape[1:])
    return view.swapaxes(1, 2).reshape(weight.shape)


LAYER = {
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "self_attn.qkv_proj": "attn_qkv",
    "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
    "mlp.gate_up_proj": "ffn_up", "mlp.gate": "ffn_gate_inp",
}
GEMMA = {
    "post_attention_layernorm": "post_attention_norm", "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
}
BERT = {
    "attention.self.query": "attn_q", "attention.self.key": "attn_k",
    "attention.self.value": "attn_v", "attention.output.dense": "attn_output",
    "attention.output.LayerNorm": "attn_output_norm", "intermediate.dense": "ffn_up",
    "output.dense": "ffn_down", "output.LayerNorm": "layer_output_norm",
}
OUTER = {
    "embed_tokens": "token_embd", "norm": "output_norm", "lm_head": "output",
    "embeddings.word_embeddings": "token_embd", "embeddings.position_embeddings": "position_embd",
    "embeddings.token_type_embeddings": "token_types", "embeddings.LayerNorm": "token_embd_norm",
}


def expected(name, config, tensors):
    """What the imported file must hold, by GGUF name."""
    result = {}
    experts = {}
    heads = config["num_attention_heads"]
    for source, value in tensors.items():
        value = value.float().numpy()
        plain = source.removeprefix("model.")
        stem, suffix = plain.rsplit(".", 1)
        if stem.startswith("pooler"):
            continue
        if name == "gemma3_text" and "norm" in stem:
            value = value + 1
        parts = stem.split(".")
        if parts[0] in ("layers", "encoder"):
            skip = 2 if parts[0] == "layers" else 3
            layer, inner = parts[skip - 1], ".".join(parts[skip:])
            if "experts." in inner:
                _, _, expert, part = inner.split(".")
                key = f"blk.{layer}.{LAYER['mlp.' + part]}_exps.weight"
                experts.setdefault(key, {})[int(expert)] = value
                continue
            if name == "gemma3_text" and inner in GEMMA:
                inner = GEMMA[inner]
            else:
                inner = (BERT if name == "bert" else LAYER)[inner]
            if name in ("llama", "mistral", "smollm3"):
                if inner == "attn_q":
                    value = pairs(value, heads)
                if inner == "attn_k":
                    value = pairs(value, config["num_key_value_heads"])
            result[f"blk.{layer}.{inner}.{suffix}"] = digest(value)
        else:
            result[f"{OUTER[stem]}.{suffix}"] = digest(value)
    for key, values in experts.items():
        result[key] = digest(np.stack([values[i] for i in range(len(values))]))
    if name == "llama":
        result["rope_freqs.weight"] = digest(llama3_divisors(config))
    if name == "phi3":
        rope = config["rope_parameters"]
        result["rope_factors_long.weight"] = digest(np.array(rope["long_factor"], np.float32))
        result["rope_factors_short.weight"] = digest(np.array(rope["short_factor"], np.float32))
    return result


def llama3_divisors(config):
    """From the frequencies that transformers computes: plain over scaled."""
    from transformers import LlamaConfig
    from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

    rope = dict(config["rope_scaling"], rope_theta=config["rope_theta"])
    settings = LlamaConfig(**{**COMMON, "rope_parameters": rope})
    scaled, _ = ROPE_INIT_FUNCTIONS["llama3"](settings, "cpu")
    width = COMMON["hidden_size"] // COMMON["num_attention_heads"]
    plain = 1 / config["rope_theta"] ** (np.arange(0, width, 2) / width)
    return (plain / scaled.double().numpy()).astype(np.float32)


def make_gguf(golden):
    """A GGUF with every metadata type, written by the reference package."""
    import gguf

    path = os.path.join(OUT, "reference.gguf")
    writer = gguf.GGUFWriter(path, "test")
    writer.add_uint8("test.u8", 200)
    writer.add_int8("test.i8", -100)
    writer.add_uint16("test.u16", 60000)
    writer.add_int16("test.i16", -30000)
    writer.add_uint32("test.u32", 4000000000)
    writer.add_int32("test.i32", -2000000000)
    writer.add_uint64("test.u64", 2**63 + 5)
    writer.add_int64("test.i64", -(2**62))
    writer.add_float32("test.f32", 0.5)
    writer.add_float64("test.f64", 1e300)
    writer.add_bool("test.bool", True)
    writer.add_string("test.string", "héllo ▁")
    writer.add_array("test.strings", ["a", "", "héllo"])
    writer.add_array("test.integers", [1, -2, 3])
    writer.add_array("test.numbers", [0.25, -1.5])
    writer.add_array("test.booleans", [True, False])
    writer.add_array("test.nested", [[1, 2], [3]])
    random = np.random.default_rng(SEED)
    tensors = {}
    for name in ["F32", "F16", "Q8_0", "Q4_0", "Q5_1"]:
        values = random.standard_normal((3, 64)).astype(np.float32)
        kind = gguf.GGMLQuantizationType[name]
        stored = gguf.quants.quantize(values, kind)
        writer.add_tensor(f"t.{name}", stored, raw_dtype=kind)
        tensors[f"t.{name}"] = digest(gguf.quants.dequantize(stored, kind))
    writer.add_tensor("vector", np.arange(5, dtype=np.float32))
    tensors["vector"] = digest(np.arange(5, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    golden["gguf"] = tensors


def make_safetensors(golden):
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(SEED)
    values = (torch.randn((4, 6), generator=generator) * 20).round()
    kinds = {
        "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
        "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8,
        "U8": torch.uint8, "U16": torch.uint16, "U32": torch.uint32, "U64": torch.uint64,
        "BOOL": torch.bool, "F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2,
    }
    tensors = {}
    for name, kind in kinds.items():
        source = values.abs() if name.startswith("U") else values
        tensors[name] = source.to(kind)
    tensors["scalar"] = torch.tensor(2.5)
    tensors["empty"] = torch.zeros((0, 3))
    save_file(tensors, os.path.join(OUT, "reference.safetensors"), metadata={"made": "here"})
    golden["safetensors"] = {
        name: digest(tensor.double().numpy()) for name, tensor in tensors.items()
    }


RECIPES = {
    "Q8_0": 7, "Q4_0": 2, "Q4_1": 3, "Q5_0": 8, "Q5_1": 9, "Q2_K": 10, "Q3_K_M": 12, "Q4_K_S": 14,
    "Q4_K_M": 15, "Q5_K_M": 17, "Q6_K": 18, "IQ4_NL": 25, "IQ4_XS": 30, "F16": 1, "BF16": 32,
}


def write_recipe_model(path, width, layers, heads, groups, tied, experts):
    """A model of zeros, just large enough to be quantised by every rule."""
    import gguf

    name = "qwen3moe" if experts else "llama"
    writer = gguf.GGUFWriter(path, name)
    writer.add_context_length(64)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(2 * width)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads // groups)
    writer.add_key_length(width // heads)
    writer.add_value_length(width // heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(32)
    if experts:
        writer.add_expert_count(experts)
        writer.add_expert_used_count(2)
        writer.add_expert_feed_forward_length(width)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(["<unk>", "<s>", "</s>"] + [f"t{index}" for index in range(29)])
    writer.add_token_scores([0.0] * 32)
    writer.add_token_types([2, 3, 3] + [1] * 29)
    random = np.random.default_rng(SEED)
    shapes = {"token_embd.weight": (32, width), "output_norm.weight": (width,)}
    if not tied:
        shapes["output.weight"] = (32, width)
    values = width // groups
    for layer in range(layers):
        block = f"blk.{layer}."
        shapes |= {
            block + "attn_norm.weight": (width,), block + "ffn_norm.weight": (width,),
            block + "attn_q.weight": (width, width), block + "attn_k.weight": (values, width),
            block + "attn_v.weight": (values, width), block + "attn_output.weight": (width, width),
        }
        if experts:
            shapes |= {
                block + "attn_q_norm.weight": (width // heads,),
                block + "attn_k_norm.weight": (width // heads,),
                block + "ffn_gate_inp.weight": (experts, width),
                block + "ffn_gate_exps.weight": (experts, width, width),
                block + "ffn_up_exps.weight": (experts, width, width),
                block + "ffn_down_exps.weight": (experts, width, width),
            }
        else:
            shapes |= {
                block + "ffn_gate.weight": (2 * width, width),
                block + "ffn_up.weight": (2 * width, width),
                block + "ffn_down.weight": (width, 2 * width),
            }
    for tensor, shape in shapes.items():
        writer.add_tensor(tensor, random.standard_normal(shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {tensor: list(shape) for tensor, shape in shapes.items()}


def make_recipes(golden):
    """Which tensor gets which type, asked of llama.cpp's own quantiser."""
    import gguf
    import llama_cpp
    import tempfile

    cases = {
        "plain": (256, 9, 4, 1, False, 0), "grouped-tied": (256, 17, 4, 4, True, 0),
        "odd-rows": (96, 3, 2, 1, False, 0), "experts": (256, 4, 4, 2, False, 8),
    }
    golden["recipes"] = []
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "a.gguf"), os.path.join(folder, "b.gguf")
        for name, case in cases.items():
            shapes = write_recipe_model(source, *case)
            width, layers, heads, groups, _, experts = case
            entry = {
                "name": name, "layers": layers, "heads": heads, "groups": groups,
                "experts": experts, "shapes": shapes, "types": {},
            }
            recipes = dict(RECIPES, MXFP4=38) if experts else RECIPES
            for recipe, number in recipes.items():
                params = llama_cpp.llama_model_quantize_default_params()
                params.ftype = number
                params.nthread = 2
                status = llama_cpp.llama_model_quantize(
                    source.encode(), target.encode(), params
                )
                assert status == 0, (name, recipe)
                types = {}
                for tensor in gguf.GGUFReader(target).tensors:
                    types.setdefault(tensor.tensor_type.name, []).append(tensor.name)
                entry["types"][recipe] = {kind: sorted(names) for kind, names in types.items()}
            golden["recipes"].append(entry)


def make():
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    golden = {"models": {}}
    make_gguf(golden)
    make_safetensors(golden)
    for name, (config, model, extra, kind) in make_models().items():
        make_model(name, config, model, extra, kind, golden)
    make_recipes(golden)
    with open(os.path.join(OUT, "golden.json"), "w") as file:
        json.dump(golden, file, sort_keys=True)


def verify(folder, path):
    """Exit status 1 unless llama.cpp agrees with transformers about an imported file."""
    import llama_cpp
    from transformers import AutoModel, AutoModelForCausalLM, AutoTokenizer

    config = json.load(open(os.path.join(folder, "config.json")))
    is_bert = config["model_type"] == "bert"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    loader = AutoModel if is_bert else AutoModelForCausalLM
    model = loader.from_pretrained(folder, dtype=torch.float32).eval()
    llama = llama_cpp.Llama(
        model_path=path, n_ctx=64, embedding=is_bert, logits_all=not is_bert, verbose=False,
        n_threads=1,
    )
    text = "the storm and the ships 42 café"
    ours = llama.tokenize(text.encode(), add_bos=True, special=False)
    theirs = tokenizer(text)["input_ids"]
    if os.path.exists(os.path.join(folder, "tokenizer.model")):
        import sentencepiece

        pieces = sentencepiece.SentencePieceProcessor(os.path.join(folder, "tokenizer.model"))
        theirs = [pieces.bos_id()] + pieces.encode(text)
    print("tokens agree:", ours == theirs, ours[:8], theirs[:8])
    ids = torch.tensor([theirs])
    with torch.no_grad():
        if is_bert:
            hidden = model(ids).last_hidden_state[0].mean(0)
            want = (hidden / hidden.norm()).numpy()
            got = np.array(llama.embed(text), np.float64)
            got = got / np.linalg.norm(got)
        else:
            want = model(ids).logits[0].numpy()
            llama.eval(theirs)
            got = np.array(llama.scores[: len(theirs)])
    worst = float(np.abs(got - want).max())
    scale = float(np.abs(want).max())
    print(f"largest difference {worst:.5f} of {scale:.3f}")
    good = worst < 2e-2 * max(scale, 1) and ours == theirs
    if not is_bert:
        greedy = list(theirs)
        with torch.no_grad():
            for _ in range(12):
                greedy.append(int(model(torch.tensor([greedy])).logits[0, -1].argmax()))
        llama.reset()
        llama.eval(theirs)
        mine = []
        for _ in range(12):
            token = int(np.argmax(llama.scores[llama.n_tokens - 1]))
            mine.append(token)
            llama.eval([token])
        print("greedy agrees:", mine == greedy[len(theirs):])
        good = good and mine == greedy[len(theirs):]
    print("VERIFIED" if good else "DIFFERS", folder)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make()
    elif sys.argv[1:2] == ["verify"] and len(sys.argv) == 4:
        verify(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
