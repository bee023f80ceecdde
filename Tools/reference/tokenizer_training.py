"""Makes Tests/Fixtures/tokenizers/trained.json: merges that Hugging Face's `tokenizers` learns.

Run: python3 Tools/reference/tokenizer_training.py      (seed 36; needs tokenizers)

text     a made-up language: words of syllables with Zipf's frequencies, numbers, marks, accents
merges   per name of a published pre-tokenizer: `left right` in GPT-2's alphabet, best first
"""
import json
import pathlib
import random
import sys

# A file beside this one would hide the library.
HERE = pathlib.Path(__file__).resolve().parent
sys.path = [path for path in sys.path if pathlib.Path(path or ".").resolve() != HERE]
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

SEED = 36
SIZE = 600
CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
SPACES = r"\s*[\r\n]+|\s+(?!\S)|\s+"
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
WORD = r"[^\r\n\p{L}\p{N}]?"
PATTERNS = {
    "llama-bpe": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|" + SPACES,
    "qwen2": CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|" + SPACES,
    "gpt-4o": f"{WORD}{UPPER}*{LOWER}+{CONTRACTIONS}?|{WORD}{UPPER}+{LOWER}*{CONTRACTIONS}?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|" + SPACES,
}


def make_text(chance):
    syllables = "ka lo mi re tu sha en or å né ß Ži".split()
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 5))) for _ in range(900)]
    text = []
    for _ in range(9000):
        word = words[min(int(chance.paretovariate(0.7)) - 1, len(words) - 1)]
        kind = chance.random()
        if kind < 0.1:
            word = word.capitalize()
        if kind > 0.97:
            word = str(chance.randint(0, 99999))
        if kind > 0.985:
            word = word + "'" + chance.choice(["s", "ll", "T", "x"])
        text.append(word + chance.choices([" ", ", ", ".\n", "\n\n", "  ", " — "], [80, 8, 6, 2, 2, 2])[0])
    return "".join(text)


def merges(text, pre_tokenizer):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizer
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, min_frequency=2, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator([text], trainer)
    found = json.loads(tokenizer.to_str())["model"]["merges"]
    return [merge if isinstance(merge, str) else " ".join(merge) for merge in found]


def main():
    text = make_text(random.Random(SEED))
    result = {"gpt-2": merges(text, pre_tokenizers.ByteLevel(add_prefix_space=False))}
    for name, pattern in PATTERNS.items():
        result[name] = merges(text, pre_tokenizers.Sequence([
            pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]))
    path = HERE.parents[1] / "Tests/Fixtures/tokenizers/trained.json"
    path.write_text(json.dumps({"text": text, "merges": result}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
