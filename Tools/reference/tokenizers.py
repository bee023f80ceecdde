"""Makes Tests/Fixtures/tokenizers: what published tokenizers and patterns do with odd text.

Run: python3 Tools/reference/tokenizers.py      (seed 20; needs regex, tokenizers, sentencepiece)

splits.json     per published pattern, hashes of where Python's `regex` ends each piece
*.json, *.model small tokenizers trained here by their own libraries (which break ties at random, so
                another run gives other tokenizers, and the ids that belong to them)
expected.json   per tokenizer: text, ids without and with special tokens, decoded text
"""
import base64
import json
import pathlib
import random
import sys
import tempfile
import unicodedata

import regex

# This file's own name would hide the library's.
HERE = pathlib.Path(__file__).resolve().parent
sys.path = [path for path in sys.path if pathlib.Path(path or ".").resolve() != HERE]
import sentencepiece
import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers
from tokenizers import pre_tokenizers, processors, trainers

SEED = 20
FOLDER = HERE.parents[1] / "Tests/Fixtures/tokenizers"

CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
          r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"


def cased(suffix, numbers):
    word = r"[^\r\n\p{L}\p{N}]?"
    return (f"{word}{UPPER}*{LOWER}+{suffix}|{word}{UPPER}+{LOWER}*{suffix}|{numbers}"
            r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")


DEEPSEEK_HAN = "[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+"
# Stages as the models publish them.
PATTERNS = {
    "gpt-2": [GPT2],
    "r50k_base": [r"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++"
                  r"|\s++$|\s+(?!\S)|\s"],
    "llama-bpe": [LLAMA3],
    "qwen2": [LLAMA3.replace("{1,3}", "")],
    "qwen35": [r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}"
               r"| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"],
    "gpt-4o": [cased(CONTRACTIONS + "?", r"\p{N}{1,3}")],
    "tekken": [cased("", r"\p{N}")],
    "cl100k_base": [r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+"
                    r"| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"],
    "deepseek-coder": ["[\r\n]", r"\s?\p{L}+", r"\s?\p{P}+", DEEPSEEK_HAN, r"\p{N}"],
    "deepseek-v3": [
        r"\p{N}{1,3}", "[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+",
        r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+"""
        r"""|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"""
        r"""| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""],
    "falcon": [r"[\p{P}\$\+<=>\^~\|`]+", GPT2, "[0-9][0-9][0-9]"],
    "smollm": [r"\p{N}", GPT2],
    "chameleon": [
        "<sentinel:[0-9]+>", "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", r"([\t\n]|    |  )",
        r"\p{N}", r"[\p{P}!-/:-@\[-`{-~]", GPT2],
    "default": [r"[\p{P}\$\+<=>\^~\|]+", GPT2, r"\p{N}+", "[0-9][0-9][0-9]"],
    "bailingmoe": [r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}"
                   r"| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+"],
    "seed-coder": [r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}"
                   r"| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|\s+(?!\S)|\s+"],
}

POOLS = [
    "abcXYZ ", "'sStTrReEvVmMlLdD \u017f",
    " \t\n\r\u00a0\u2003\u3000\x0b\x0c\x1c\x85\u2028", "0123456789٣४¼²Ⅷ",
    ".,!?-_/\\()[]{}<>=+*&^%$#@~`|\"'", "éàüßñçøÅΩяЖИנשמعرബหကกำ", "日本語漢字한국어ひらがなカタカナ、。「」",
    "😀👍🏽🇫🇷\u200d\ufe0f", "\u0301\u0308\u093f\u0e31\u20e3", "ǅʰªᴬÀaBcDŽ", "IMGABCZ<sentinel:1>",
]


def assigned(rng, low, high):
    while True:
        character = chr(rng.randrange(low, high))
        if unicodedata.category(character) not in ("Cn", "Cs", "Co"):
            return character


def odd_texts(count):
    rng = random.Random(SEED)
    pools = POOLS + ["".join(assigned(rng, 0x20, 0x3000) for _ in range(300)),
                     "".join(assigned(rng, 0x10000, 0x1FFFF) for _ in range(150))]
    texts = []
    for _ in range(count):
        parts = []
        for _ in range(rng.randrange(1, 10)):
            pool = rng.choice(pools)
            parts.append("".join(rng.choice(pool) for _ in range(rng.randrange(1, 6))))
        texts.append("".join(parts))
    return texts


def ends(text, stages):
    """Byte offsets where pieces end; what lies between matches is a piece too."""
    pieces = [text]
    for stage in stages:
        cut = []
        for piece in pieces:
            last = 0
            for match in stage.finditer(piece):
                if match.end() > match.start():
                    if match.start() > last:
                        cut.append(piece[last:match.start()])
                    cut.append(match.group())
                    last = match.end()
            if last < len(piece):
                cut.append(piece[last:])
        pieces = cut
    offset, out = 0, []
    for piece in pieces:
        offset += len(piece.encode())
        out.append(offset)
    return out


def fnv(numbers):
    value = 0xCBF29CE484222325
    for number in numbers:
        value = ((value ^ number) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def splits(texts, group=10):
    hashes = {}
    for name, patterns in PATTERNS.items():
        stages = [regex.compile(pattern) for pattern in patterns]
        all_ends = [ends(text, stages) for text in texts]
        hashes[name] = [fnv([end for one in all_ends[i:i + group] for end in one])
                        for i in range(0, len(texts), group)]
    return {"regex": regex.__version__, "group": group, "texts": texts, "hashes": hashes}


PROSE = """The old lighthouse keeper counted 1,234 ships that winter, and he wrote each of them down.
"They're late," he'd say; we'll see whether it's 3 or 300 more. Ça va? Où est l'été, naïve façade?
Grüße aus Köln: Straße, Mädchen, über. Привет, мир! Как дела? Καλημέρα κόσμε. 日本語の文章です。漢字とかな。
안녕하세요 세계. שלום עולם. مرحبا بالعالم. नमस्ते दुनिया. Emoji 😀 👍🏽 too.  Two  spaces, a tab\tand lines.

def main(x):
    return {"key": [1, 2.5, None]}  # code
The lighthouse stood; the ships passed; the keeper wrote. Again and again the keeper wrote of the ships.
"""
SAMPLES = [
    "", " ", "  ", "\n", "a", " a", "a ", "Hello world", " Hello  world ",
    "The ships' keeper wrote 12345.", "lighthouse lighthouses", "été e\u0301te\u0301 ÉTÉ",
    "日本語 漢字と かな。", "😀👍🏽\u200d", "\x00\x01\ufffd", "a\r\nb\t\tc", "<|end|> not <|en",
    "x <|end|>  y", "<mask> a <mask>  b", "don't DON'T", "ﬁne Ⅷ ｆｕｌｌ", "…wait—what?", "▁under ▁"]


def is_old(text):
    """Whether Unicode 3.2 knew every character: BERT's fast implementation splits by old tables."""
    old = unicodedata.ucd_3_2_0
    return all(old.category(character) == unicodedata.category(character) for character in text)


def cases(encode, decode, encode_special=None, keeps=lambda text: True):
    texts = [text for text in SAMPLES + odd_texts(60) if keeps(text)]
    out = []
    for text in texts:
        ids = encode(text)
        special = encode_special(text) if encode_special else ids
        out.append({"text": text, "ids": ids, "special": special, "decoded": decode(ids)})
    return out


def hugging_face(name, tokenizer, keeps=lambda text: True):
    (FOLDER / name).write_text(tokenizer.to_str(pretty=False))
    return cases(lambda text: tokenizer.encode(text, add_special_tokens=False).ids,
                 lambda ids: tokenizer.decode(ids, skip_special_tokens=False),
                 lambda text: tokenizer.encode(text, add_special_tokens=True).ids, keeps)


def byte_level():
    tokenizer = tokenizers.Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(LLAMA3), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.train_from_iterator([PROSE], trainers.BpeTrainer(
        vocab_size=400, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.add_special_tokens(["<|begin|>", AddedToken("<|end|>", rstrip=True, special=True)])
    tokenizer.add_tokens([AddedToken("<mask>", lstrip=True, normalized=False)])
    begin = tokenizer.token_to_id("<|begin|>")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|begin|> $A", special_tokens=[("<|begin|>", begin)])
    return tokenizer


def metaspace():
    """As Llama 2's tokenizer.json: characters, `▁`, bytes where a character is unknown."""
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer = tokenizers.Tokenizer(
        models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.train_from_iterator([PROSE.replace(" ", "▁")], trainers.BpeTrainer(
        vocab_size=600, special_tokens=["<unk>", "<s>", "</s>"] + bytes_, limit_alphabet=80,
        show_progress=False))
    document = json.loads(tokenizer.to_str())
    document["added_tokens"] = [
        token for token in document["added_tokens"] if not token["content"].startswith("<0x")]
    document["decoder"] = json.loads(decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(),
        decoders.Strip(" ", 1, 0)]).__getstate__())
    tokenizer = tokenizers.Tokenizer.from_str(json.dumps(document))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    return tokenizer


def unigram():
    tokenizer = tokenizers.Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.train_from_iterator([PROSE], trainers.UnigramTrainer(
        vocab_size=220, special_tokens=["<unk>", "</s>"], unk_token="<unk>",
        show_progress=False))
    return tokenizer


def word_piece(lowercase):
    tokenizer = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.train_from_iterator([PROSE], trainers.WordPieceTrainer(
        vocab_size=300, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
        show_progress=False))
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def sentence_piece(name, **options):
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "corpus.txt"
        corpus.write_text(PROSE)
        rules = pathlib.Path(folder) / "rules.tsv"
        replacements = {"ﬁ": "fi", "Ⅷ": "VIII", "ｆ": "f", "…": "...", "\t": " "}
        rules.write_text("".join(
            f"{ord(a):X}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in replacements.items()))
        sentencepiece.SentencePieceTrainer.train(
            input=str(corpus), model_prefix=str(pathlib.Path(folder) / "m"),
            normalization_rule_tsv=str(rules), hard_vocab_limit=False, minloglevel=2, **options)
        data = (pathlib.Path(folder) / "m.model").read_bytes()
    (FOLDER / name).write_bytes(data)
    processor = sentencepiece.SentencePieceProcessor(model_proto=data)
    return cases(lambda text: processor.encode(text), lambda ids: processor.decode(ids))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "splits.json").write_text(json.dumps(splits(odd_texts(400)), ensure_ascii=False))
    expected = {
        "byte-level.json": hugging_face("byte-level.json", byte_level()),
        "metaspace.json": hugging_face("metaspace.json", metaspace()),
        "unigram.json": hugging_face("unigram.json", unigram()),
        "uncased.json": hugging_face("uncased.json", word_piece(True), is_old),
        "cased.json": hugging_face("cased.json", word_piece(False), is_old),
        "unigram.model": sentence_piece("unigram.model", model_type="unigram", vocab_size=200),
        "unigram-bytes.model": sentence_piece(
            "unigram-bytes.model", model_type="unigram", vocab_size=420, byte_fallback=True,
            character_coverage=0.98),
        "pairs.model": sentence_piece(
            "pairs.model", model_type="bpe", vocab_size=500, byte_fallback=True),
    }
    (FOLDER / "expected.json").write_text(json.dumps(expected, ensure_ascii=False))
    print({path.name: path.stat().st_size for path in sorted(FOLDER.iterdir())})


main()
