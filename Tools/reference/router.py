"""Makes Tests/Fixtures/router/reference.json: what the router learns and computes, written a second time.

Plain numpy, in double precision, by the definitions: the looks of texts by regular expressions, regression
trees by trying every cut, the linear machine by gradient descent on its primal problem, neighbours by exact
cosines, calibration by gradient descent. Run it with Python 3 and numpy: `python3 Tools/reference/router.py`.
"""

import json
import math
import pathlib
import re

import numpy as np

SEED = 20261121
DENIALS = set(b"not except least never false incorrect cannot neither nor no without".split())
CUES = [
    set(words.split())
    for words in (
        b"statement statements", b"which", b"following", b"how", b"why", b"what", b"who whom whose", b"when",
        b"if suppose assume", b"true", b"according", b"best most", b"all", b"none", b"i my me",
        b"he she his her", b"you your",
    )
]
OPTION = re.compile(rb"^[A-Za-z0-9][.)] ")

TEXTS = [
    "",
    "Hello",
    "Which of the following is NOT a prime?\nA. 2\nB. 9\nC. 11\nD. 13\nAnswer:",
    "Compute 3 + 4*12 = ? Then say why.\n\nShow your steps, please; I need them.",
    "A. first line is an answer\nB) and a second",
    "Hvorfor er himmelen blå? Øynene mine sier \"grønn\".",
    "```swift\nlet x = { $0 + 1 }\n```\nWhat does this DO? He said it cannot compile, she said it can.",
    "Statement 1| A_b is true. Statement 2| None of these.\n1. True, True\n2. False, True",
]


def words(text):
    return re.findall(rb"[A-Za-z\x80-\xff]+", text)


def lower(word):
    return bytes(b | 0x20 if 65 <= b <= 90 else b for b in word)


def looks(text):
    data = text.encode()
    lines = data.split(b"\n")
    options = [line[3:] for line in lines if OPTION.match(line)]
    first = next((i for i, line in enumerate(lines) if OPTION.match(line)), len(lines))
    stem = b"\n".join(lines[:first])
    size, asked = max(1, len(data)), max(1, len(stem))
    found, stem_words = words(data), words(stem)
    known, stem_known = set(map(lower, found)), set(map(lower, stem_words))
    lengths = [len(o) for o in options] or [0]
    mean = sum(lengths) / len(lengths)
    deviation = math.sqrt(sum((x - mean) ** 2 for x in lengths) / len(lengths))
    digits = lambda part: sum(48 <= c < 58 for c in part)
    end = stem.rstrip(b" \n\t\r")[-1:]
    several = max(1, len(options))
    row = [
        math.log1p(len(data)), math.log1p(len(stem)), math.log1p(mean), math.log1p(max(lengths)),
        math.log1p(min(lengths)), deviation / (mean + 1), min(10, len(options)),
        10 * digits(data) / size, digits(data) > 0, 10 * digits(stem) / asked,
        sum(digits(o) > 0 for o in options) / several,
        sum(digits(o) / (len(o) + 1) for o in options) / several,
        10 * sum(c in b"+*/=^<>\\$%|~-" for c in data) / size,
        10 * sum(c in b"()[]{}" for c in data) / size,
        b"_" in data, min(5, data.count(b"?")), end == b"?", end == b":",
        len(DENIALS & known), any(w in (b"NOT", b"EXCEPT", b"LEAST") for w in found),
    ]
    row += [bool(cue & known) for cue in CUES]
    count, stem_count = max(1, len(found)), max(1, len(stem_words))
    loud = lambda w: len(w) > 1 and not any(97 <= c <= 122 for c in w) and any(c < 128 for c in w)
    row += [
        sum(map(len, found)) / count, sum(map(len, stem_words)) / stem_count, len(known) / count,
        sum(w[0] < 91 for w in found) / count, sum(map(loud, found)) / count,
        sum(len(w) == 1 for w in stem_words) / stem_count, math.log1p(data.count(b",")),
        math.log1p(data.count(b'"')), math.log1p(len(re.findall(rb"[.;!?](?=[ \n])", stem))),
        math.log1p(len(lines)), bool(re.search(rb"[0-9] ?[-+*/=^] ?[0-9]", data)),
        sum(len(set(map(lower, words(o))) & stem_known) / (len(words(o)) + 1) for o in options) / several,
        b"`" in data or b"{" in data, 10 * sum(c >= 128 for c in data) / size,
    ]
    return [float(value) for value in row]


def grow(rows, targets, trees, depth, step, least, ridge, bins):
    """Regression trees on squared error; returns the prediction of every row."""
    cuts = []
    for column in rows.T:
        ordered = np.sort(column)
        edges = sorted({ordered[b * len(ordered) // bins] for b in range(1, bins)} - {ordered[-1]})
        cuts.append(edges)
    made = np.full(len(rows), targets.mean())
    for _ in range(trees):
        rest = targets - made
        nodes = [np.arange(len(rows))]
        for _ in range(depth):
            parts = []
            for members in nodes:
                best, cut = 0.0, None
                score = lambda m: rest[m].sum() ** 2 / (len(m) + ridge)
                for feature, edges in enumerate(cuts):
                    for edge in edges:
                        right = rows[members, feature] > edge
                        if min(right.sum(), (~right).sum()) < least:
                            continue
                        gain = score(members[right]) + score(members[~right]) - score(members)
                        if gain > best + 1e-9:
                            best, cut = gain, right
                if cut is None:
                    parts += [members, members[:0]]
                else:
                    parts += [members[~cut], members[cut]]
            nodes = parts
        for members in nodes:
            made[members] += step * rest[members].sum() / (len(members) + ridge)
    return made


def machine(vectors, labels, classes, cost):
    """Linear scores, a class each: w²/2 + cost · Σ max(0, 1 − y·score)², by accelerated descent."""
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    scores = []
    for label in range(classes):
        signs = np.where(labels == label, 1.0, -1.0)
        weights = np.zeros(inputs.shape[1])
        before = weights.copy()
        rate = 1 / (1 + 2 * cost * np.linalg.norm(inputs, 2) ** 2)
        for count in range(20000):
            ahead = weights + count / (count + 3) * (weights - before)
            slack = np.maximum(0, 1 - signs * (inputs @ ahead))
            gradient = ahead - 2 * cost * inputs.T @ (signs * slack)
            before, weights = weights, ahead - rate * gradient
        scores.append(inputs @ weights)
    return np.stack(scores, 1)


def main():
    random = np.random.default_rng(SEED)
    rows = np.round(random.normal(size=(240, 4)), 3)
    rows[:, 3] = np.round(rows[:, 3])
    targets = np.round(np.sign(rows[:, 0]) * 0.4 + 0.3 * (rows[:, 3] > 0) + random.normal(size=240) * 0.2, 3)
    made = grow(rows, targets, trees=6, depth=3, step=0.3, least=15, ridge=5, bins=32)

    labels = np.arange(60) % 3
    vectors = np.round(random.normal(size=(60, 5)) + 1.5 * np.eye(5)[labels], 3)
    scores = machine(vectors, labels, 3, cost=0.5)

    seen = random.normal(size=(230, 9))
    seen = np.round(seen / np.linalg.norm(seen, axis=1, keepdims=True), 4)
    values = np.round(random.normal(size=230), 3)
    asked = seen[:5] * 0.8 + 0.2 * seen[5:10]
    asked = np.round(asked / np.linalg.norm(asked, axis=1, keepdims=True), 4)
    near = []
    for vector in asked:
        cosines = seen @ vector
        best = np.argsort(-cosines)[:200]
        weights = np.exp((cosines[best] - 1) / 0.1)
        near.append([float((weights * values[best]).sum()), float(weights.sum())])

    needs = np.round(random.normal(size=300), 3)
    holds = random.uniform(size=300) < 1 / (1 + np.exp(-(0.7 - 1.8 * needs)))
    offset, slope = 0.0, 1.0
    for _ in range(200000):
        p = 1 / (1 + np.exp(slope * needs - offset))
        step_offset = (holds - p).sum() - 0.01 * offset
        step_slope = -((holds - p) * needs).sum() - 0.01 * (slope - 1)
        offset, slope = offset + 0.002 * step_offset, slope + 0.002 * step_slope
        if abs(step_offset) + abs(step_slope) < 1e-10:
            break

    fixture = {
        "looks": [{"text": text, "features": looks(text)} for text in TEXTS],
        "trees": {"rows": rows.tolist(), "targets": targets.tolist(), "values": made.tolist()},
        "machine": {"vectors": vectors.tolist(), "labels": labels.tolist(), "scores": scores.tolist()},
        "near": {"seen": seen.tolist(), "values": values.tolist(), "asked": asked.tolist(), "sums": near},
        "calibration": {
            "needs": needs.tolist(), "holds": holds.tolist(), "offset": offset, "slope": slope,
        },
    }
    path = pathlib.Path(__file__).parents[2] / "Tests/Fixtures/router/reference.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(fixture, separators=(",", ":"), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
