"""Shows that a model goes out to PyTorch FSDP and comes back; see docs/SCALE.md.

    python Tools/scale/trial.py AIKI

AIKI is the program. A tiny model of ours (Tests/Fixtures/architectures/llama) is exported with
`--recipe` and a corpus of this project's own pages. Then, on the CPU with gloo:

1. `train.py --evaluate` gives the loss that `aiki eval` gives, on the same texts;
2. one process and two train with the same losses;
3. a run that goes on from its middle, with another count of processes, has the same losses too;
4. the weights come back through `aiki model import` and give the loss here that they gave there.

The exit status is 1 where one of these does not hold to a relative 1e-4. Needs torch, transformers,
numpy; takes a minute or two.
"""

import json
import math
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BOUND = 1e-4
TRAINING = [
    "--steps", "8", "--sequence-tokens", "48", "--batch-sequences", "8", "--sequences-at-once", "2",
    "--learning-rate", "0.002", "--warmup-steps", "2", "--save-every", "4",
]


def write_shard(path, documents, vocabulary):
    """The format of TokenShard, written from its description alone."""
    tokens = [token for document in documents for token in document]
    starts = [0]
    for document in documents:
        starts.append(starts[-1] + len(document))
    data = struct.pack(
        "<8sIIQQII24x", b"AIKITOKS", 1, 2, len(tokens), len(documents), 0, vocabulary)
    data += struct.pack(f"<{len(tokens)}H", *tokens)
    data += bytes(-len(data) % 8)
    path.write_bytes(data + struct.pack(f"<{len(starts)}Q", *starts))


def paragraphs():
    """Paragraphs of the project's pages, short ones apart."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        for part in path.read_text("utf-8").split("\n\n"):
            text = " ".join(part.split())
            if text and not text.startswith(("|", "#", "```")):
                yield text


class Trial:
    def __init__(self, aiki, work):
        self.aiki, self.work = aiki, pathlib.Path(work)
        self.environment = {
            **os.environ, "AIKI_HOME": str(self.work / "house"), "OMP_NUM_THREADS": "1",
            "TOKENIZERS_PARALLELISM": "false",
        }
        self.good = True

    def run(self, *command):
        result = subprocess.run(
            [str(c) for c in command], env=self.environment, capture_output=True, text=True)
        if result.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{result.stderr[-3000:]}")
        return result.stdout

    def train(self, processes, *options):
        """The losses of the steps, and the validation loss with its tokens."""
        launcher = [sys.executable]
        if processes > 1:
            launcher += ["-m", "torch.distributed.run", "--standalone",
                         "--nproc-per-node", str(processes)]
        out = self.run(*launcher, self.work / "recipe/train.py", *options)
        lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        losses = {line["step"]: line["loss"] for line in lines if "step" in line}
        return losses, lines[-1]["validation_loss"], lines[-1]["validation_tokens"]

    def evaluate(self, model, files):
        report = json.loads(self.run(
            self.aiki, "eval", model, "--exact", "--json", "--text", *files))["text"]
        return report["bits"] * math.log(2) / report["tokens"], report["tokens"]

    def compare(self, what, one, other):
        off = abs(one - other) / abs(other)
        self.good &= off <= BOUND
        print(f"{what}: {one:.6f} and {other:.6f}, {off:.1e} apart")

    def corpus(self):
        """Shards made with the exported tokenizer; the files of the validation texts."""
        from transformers import AutoTokenizer

        self.run(self.aiki, "model", "export", "tiny", "--to", self.work / "plain")
        tokenizer = AutoTokenizer.from_pretrained(self.work / "plain")
        texts = [(text, tokenizer(text)["input_ids"]) for text in paragraphs()]
        short = [(t, ids) for t, ids in texts if 8 <= len(ids) <= 48]
        validation = short[: max(4, len(short) // 3)]
        training = [ids for text, ids in texts if (text, ids) not in validation]
        folder = self.work / "corpus"
        folder.mkdir()
        write_shard(folder / "train-00000.tokens", training[:40], 288)
        write_shard(folder / "train-00001.tokens", training[40:], 288)
        write_shard(folder / "validation-00000.tokens", [ids for _, ids in validation], 288)
        files = []
        for index, (text, _) in enumerate(validation):
            files.append(self.work / f"validation-{index}.txt")
            files[-1].write_text(text, "utf-8")
        return folder, files

    def show(self):
        source = ROOT / "Tests/Fixtures/architectures/llama"
        self.run(self.aiki, "model", "import", source, "--name", "tiny", "--precision", "F32")
        corpus, files = self.corpus()
        recipe = self.work / "recipe"
        self.run(self.aiki, "model", "export", "tiny", "--to", recipe, "--recipe",
                 "--corpus", corpus)
        _, there, tokens = self.train(1, "--evaluate", "--sequence-tokens", "48")
        here, counted = self.evaluate("tiny", files)
        assert tokens == counted, (tokens, counted)
        self.compare("loss before training, here and there", here, there)
        alone, loss_alone, _ = self.train(1, *TRAINING, "--out", self.work / "one")
        pair, loss_pair, _ = self.train(2, *TRAINING, "--out", self.work / "two")
        again, loss_again, _ = self.train(
            1, *TRAINING, "--out", self.work / "again", "--resume", self.work / "two/step-4")
        for step, loss in pair.items():
            self.compare(f"step {step}, two processes and one", loss, alone[step])
        for step, loss in again.items():
            self.compare(f"step {step}, gone on and not interrupted", loss, pair[step])
        self.compare("validation, two processes and one", loss_pair, loss_alone)
        self.compare("validation, gone on and not interrupted", loss_again, loss_pair)
        self.run(self.aiki, "model", "import", self.work / "two/step-8", "--name", "back",
                 "--precision", "F32")
        self.compare("loss after training, here and there",
                     self.evaluate("back", files)[0], loss_pair)
        self.good &= loss_pair < there


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(pathlib.Path(sys.argv[1]).resolve(), work)
        trial.show()
        print("SHOWN" if trial.good else "FAILED")
        sys.exit(0 if trial.good else 1)


if __name__ == "__main__":
    main()
