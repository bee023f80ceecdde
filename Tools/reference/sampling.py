"""Reference probabilities for the sampler chain, written from the papers with numpy in float64.

Makes Tests/Fixtures/sampling/cases.json. Run: python Tools/reference/sampling.py
Each case: logits (V), history (token ids), token texts for DRY, options, and the probabilities that
remain after the whole chain, by token id.
"""

import json
import math
import pathlib

import numpy as np

V = 48
BREAKERS = ["\n", ":", "ab"]


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def penalise(x, history, o):
    window = o.get("penalty_window", 64)
    recent = history if window is None else history[len(history) - min(window, len(history)):]
    for token in set(recent):
        n = recent.count(token)
        x[token] = x[token] / o.get("repeat_penalty", 1.0) if x[token] > 0 \
            else x[token] * o.get("repeat_penalty", 1.0)
        x[token] -= n * o.get("frequency_penalty", 0.0) + o.get("presence_penalty", 0.0)


def breaks(texts, history):
    """Whether a breaker ends inside each token of the running text (breakers do not overlap)."""
    flags, text, start = [], "", 0
    for token in history:
        flag = False
        for character in texts[token]:
            text += character
            if any(text[start:].endswith(b) for b in BREAKERS):
                flag, start = True, len(text)
        flags.append(flag)
    return flags


def dry(x, history, texts, o):
    d = o["dry"]
    flags = breaks(texts, history)
    best = {}
    last = len(history) - 1
    for i in range(last):
        n = 0
        while i - n >= 0 and history[i - n] == history[last - n] and not flags[last - n]:
            n += 1
        follower = history[i + 1]
        if n >= d["allowed_length"] and not flags[i + 1]:
            best[follower] = max(best.get(follower, 0), n)
    for token, n in best.items():
        x[token] -= min(d["multiplier"] * d["base"] ** (n - d["allowed_length"]), 1e30)


def keep_mass(ids, p, order, mass):
    kept, total = [], 0.0
    for i in order:
        if total >= mass:
            break
        kept.append(ids[i])
        total += p[i]
    return np.array(kept)


def chain(logits, history, texts, o):
    x = logits.astype(np.float64).copy()
    for token, bias in o.get("logit_bias", {}).items():
        x[int(token)] += bias
    if "mask" in o:
        forbidden = [i for i in range(len(x)) if i not in o["mask"]]
        x[forbidden] = -np.inf
    penalise(x, history, o)
    if "dry" in o:
        dry(x, history, texts, o)
    if o["temperature"] == 0:
        return {int(np.argmax(x)): 1.0}
    ids = np.array([i for i in np.lexsort((np.arange(len(x)), -x)) if x[i] > -np.inf])
    if o.get("top_k", 0) > 0:
        ids = ids[: o["top_k"]]
    if o.get("typical_p", 1) < 1:
        p = softmax(x[ids])
        surprise = -np.log(p)
        ids = keep_mass(ids, p, np.argsort(np.abs(surprise - (p * surprise).sum())), o["typical_p"])
        ids = ids[np.lexsort((ids, -x[ids]))]
    if o.get("top_p", 1) < 1:
        p = softmax(x[ids])
        ids = keep_mass(ids, p, range(len(ids)), o["top_p"])
    if o.get("min_p", 0) > 0:
        p = softmax(x[ids])
        ids = ids[p >= o["min_p"] * p.max()]
    p = softmax(x[ids] / o["temperature"])
    return {int(i): float(q) for i, q in zip(ids, p)}


def options(rng):
    """Random settings: each stage is on in about half of the cases."""
    o = {"temperature": float(rng.choice([0.0, 0.3, 0.7, 1.0, 1.7], p=[.1, .2, .25, .25, .2]))}
    if rng.random() < .5:
        o["top_k"] = int(rng.integers(1, V + 5))
    if rng.random() < .4:
        o["typical_p"] = round(float(rng.uniform(.2, .99)), 3)
    if rng.random() < .5:
        o["top_p"] = round(float(rng.uniform(.1, .99)), 3)
    if rng.random() < .5:
        o["min_p"] = round(float(rng.uniform(.001, .3)), 4)
    if rng.random() < .5:
        o["repeat_penalty"] = round(float(rng.uniform(.8, 1.6)), 3)
    if rng.random() < .4:
        o["frequency_penalty"] = round(float(rng.uniform(-1, 1)), 3)
    if rng.random() < .4:
        o["presence_penalty"] = round(float(rng.uniform(-1, 1)), 3)
    o["penalty_window"] = [64, None, 5, 0][int(rng.integers(4))]
    if rng.random() < .4:
        tokens = rng.choice(V, 4, replace=False)
        o["logit_bias"] = {str(int(t)): round(float(rng.uniform(-5, 5)), 3) for t in tokens}
    if rng.random() < .3:
        o["mask"] = sorted(int(t) for t in rng.choice(V, int(rng.integers(1, V)), replace=False))
    if rng.random() < .5:
        o["dry"] = {"multiplier": round(float(rng.uniform(.2, 2)), 3),
                    "base": round(float(rng.uniform(1, 2)), 3),
                    "allowed_length": int(rng.integers(1, 4))}
    return o


def main():
    rng = np.random.default_rng(20260101)
    texts = [chr(97 + i % 5) + ("" if i % 3 else "b") for i in range(V)]
    texts[7], texts[11], texts[13] = "\n", "x:y", "a"
    cases = []
    while len(cases) < 120:
        logits = (rng.standard_normal(V) * rng.choice([.5, 2, 6])).astype(np.float32)
        period = rng.integers(0, V, int(rng.integers(2, 7)))
        noise = rng.integers(0, V, int(rng.integers(0, 9)))
        history = [int(t) for t in np.concatenate([noise, np.tile(period, 3)])]
        o = options(rng)
        cases.append({"logits": [float(str(v)) for v in logits], "history": history, "options": o,
                      "expected": {str(i): float(f"{p:.9g}")
                                   for i, p in chain(logits, history, texts, o).items()}})
    folder = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/sampling"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(c) for c in cases)
    head = json.dumps({"breakers": BREAKERS, "texts": texts})[:-1]
    (folder / "cases.json").write_text(head + ', "cases": [\n' + lines + "\n]}\n")
    assert all(math.isclose(sum(c["expected"].values()), 1, rel_tol=1e-6) for c in cases)


main()
