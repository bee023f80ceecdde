"""Writes labelled texts for `aiki eval MODEL --symbols FILE` from published data.

    python3 Tools/evaluation/labelled_texts.py DATA OUT.jsonl [TEXTS A KIND]

DATA is a folder with emotion/goemotions (GoEmotions, Demszky 2020: emotion; lines with one label),
dialogue/hwu64 (HWU64, Liu 2019: scene, its 18 scenarios) and dialogue/sgd (Schema-Guided Dialogue,
Rastogi 2020: role, whether the user or the system speaks). Texts are drawn with a fixed seed.
"""

import csv
import json
import pathlib
import random
import sys


def emotions(data):
    folder = data / "emotion/goemotions"
    names = (folder / "labels.txt").read_text("utf-8").split()
    for part in ["train.tsv", "dev.tsv"]:
        for line in (folder / part).read_text("utf-8").splitlines():
            text, labels, _ = line.split("\t")
            if "," not in labels:
                yield text, names[int(labels)]


def scenes(data):
    with open(data / "dialogue/hwu64/hwu64_kfold1_trainset.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield row["answer_from_anno"], row["scenario"]


def roles(data):
    for path in sorted((data / "dialogue/sgd").rglob("dialogues*.json")):
        for dialogue in json.loads(path.read_text("utf-8")):
            for turn in dialogue["turns"]:
                yield turn["utterance"], turn["speaker"].lower()


def main():
    data, out = pathlib.Path(sys.argv[1]), sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3_000
    source = random.Random(20261121)
    with open(out, "w", encoding="utf-8") as file:
        for kind, read in [("scene", scenes), ("role", roles), ("emotion", emotions)]:
            texts = sorted({(text.strip(), label) for text, label in read(data) if text.strip()})
            source.shuffle(texts)
            for text, label in texts[:count]:
                file.write(json.dumps({"text": text, kind: label}, ensure_ascii=False) + "\n")
            print(f"{kind}: {min(count, len(texts))} of {len(texts)} texts")


if __name__ == "__main__":
    main()
