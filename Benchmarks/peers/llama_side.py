"""Measures llama.cpp once, through its low-level interface, in the virtual environment of `compare.py setup`.

    python llama_side.py speed|parallel|start|embed|losses MODEL.gguf --threads N …

Each writes one line of JSON. Called by compare.py and perplexity.py, so that each turn is a process of its own.
"""

import argparse
import ctypes
import json
import math
import os
import sys
import time

import machine


def tokens(count, vocabulary):
    """The tokens that `aiki model bench` takes."""
    state, result = 20, []
    for _ in range(count):
        state = state * 48271 % 2147483647
        result.append(state % vocabulary)
    return result


class Llama:
    """A model and a context."""

    def __init__(self, path, threads, context_tokens, sequences=1, outputs=1, embeds=False):
        import llama_cpp

        self.api = llama_cpp
        # The callback must live as long as the library may call it.
        self.silence = llama_cpp.llama_log_callback(lambda level, text, data: None)
        llama_cpp.llama_log_set(self.silence, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        self.resident_before = machine.resident_bytes()
        start = time.perf_counter()
        self.model = llama_cpp.llama_model_load_from_file(
            os.fsencode(path), llama_cpp.llama_model_default_params())
        if not self.model:
            raise SystemExit(f"llama.cpp cannot load {path}")
        self.load_seconds = time.perf_counter() - start
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = context_tokens * sequences
        parameters.n_seq_max = sequences
        parameters.n_batch = max(2048, outputs)
        if embeds:
            # Every text of a call is whole in one pass.
            parameters.n_ubatch = parameters.n_batch
            parameters.embeddings = True
            parameters.pooling_type = llama_cpp.LLAMA_POOLING_TYPE_MEAN
        parameters.n_threads = parameters.n_threads_batch = threads
        self.context = llama_cpp.llama_init_from_model(self.model, parameters)
        if not self.context:
            raise SystemExit("llama.cpp cannot make a context")
        vocabulary = llama_cpp.llama_model_get_vocab(self.model)
        self.vocabulary = vocabulary
        self.vocabulary_size = llama_cpp.llama_vocab_n_tokens(vocabulary)

    def clear(self):
        self.api.llama_memory_clear(self.api.llama_get_memory(self.context), True)

    def decode(self, batch):
        if self.api.llama_decode(self.context, batch) != 0:
            raise SystemExit("llama.cpp cannot decode")

    def check_logits(self, index=-1):
        self.api.llama_synchronize(self.context)
        first = self.api.llama_get_logits_ith(self.context, index)[0]
        if not math.isfinite(first):
            raise SystemExit(f"llama.cpp gave the logit {first}")

    def feed(self, ids, first, end, chunk):
        """Computes tokens first ..< end of one sequence, with the logits of the last of each chunk."""
        for at in range(first, end, chunk):
            part = ids[at:min(at + chunk, end)]
            array = (self.api.llama_token * len(part))(*part)
            self.decode(self.api.llama_batch_get_one(array, len(part)))
        self.check_logits()

    def fill(self, batch, rows):
        """Writes (token, position, sequence, wants output) rows into a batch."""
        batch.n_tokens = len(rows)
        for index, (token, position, sequence, wanted) in enumerate(rows):
            batch.token[index] = token
            batch.pos[index] = position
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = sequence
            batch.logits[index] = 1 if wanted else 0

    def peak(self):
        """The most memory, without what Python itself had before: in llama.cpp's favour."""
        return machine.peak_bytes() - self.resident_before


def speed(a):
    """Prompts and token after token, once each, after a warm-up."""
    longest = max(a.prefill + [d + a.tokens for d in a.depth])
    llama = Llama(a.model, a.threads, longest + 64)
    ids = tokens(longest, llama.vocabulary_size)

    def timed(first, end, chunk):
        start = time.perf_counter()
        llama.feed(ids, first, end, chunk)
        return (end - first) / (time.perf_counter() - start)

    llama.feed(ids, 0, 32, 2048)
    llama.feed(ids, 32, 34, 1)
    result = {"load_s": llama.load_seconds, "prefill": {}, "decode": {}}
    for length in sorted(a.prefill):
        llama.clear()
        result["prefill"][length] = timed(0, length, 2048)
    # The longest prompt is still there: the deepest comes first and what follows is cut off.
    memory = llama.api.llama_get_memory(llama.context)
    held = max(a.prefill, default=0)
    for depth in sorted(a.depth, reverse=True):
        if depth > held:
            llama.clear()
            llama.feed(ids, 0, depth, 2048)
        llama.api.llama_memory_seq_rm(memory, 0, depth, -1)
        result["decode"][depth] = timed(depth, depth + a.tokens, 1)
        held = depth
    result["peak_bytes"] = llama.peak()
    return result


def parallel(a):
    """Prompts of several sequences at once, then a token of each in every batch: what a server that loses no
    time between batches could reach at most."""
    llama = Llama(a.model, a.threads, a.prompt + a.tokens + 8, sequences=a.sequences)
    ids = tokens((a.prompt + a.tokens) * a.sequences, llama.vocabulary_size)
    each = a.prompt + a.tokens
    batch = llama.api.llama_batch_init(max(a.prompt * a.sequences, 64), 0, 1)
    llama.fill(batch, [(ids[0], 0, 0, True)])
    llama.decode(batch)
    llama.check_logits()
    llama.clear()
    start = time.perf_counter()
    llama.fill(batch, [
        (ids[s * each + at], at, s, at == a.prompt - 1)
        for s in range(a.sequences) for at in range(a.prompt)])
    llama.decode(batch)
    # The prompt gives the first token of the answer.
    for at in range(a.prompt, each - 1):
        llama.fill(batch, [(ids[s * each + at], at, s, True) for s in range(a.sequences)])
        llama.decode(batch)
    llama.check_logits()
    seconds = time.perf_counter() - start
    return {"tokens_per_second": a.tokens * a.sequences / seconds, "peak_bytes": llama.peak()}


def start(a):
    """Loading, and the first token after a short prompt."""
    begin = time.perf_counter()
    llama = Llama(a.model, a.threads, 512)
    llama.feed(tokens(a.prompt, llama.vocabulary_size), 0, a.prompt, 2048)
    return {"load_s": llama.load_seconds, "first_token_s": time.perf_counter() - begin}


def embed(a):
    """Texts of some tokens each, several in a call; mean pooling."""
    llama = Llama(
        a.model, a.threads, 512, sequences=a.texts, outputs=a.texts * a.tokens, embeds=True)
    ids = tokens(a.texts * a.tokens, llama.vocabulary_size)
    batch = llama.api.llama_batch_init(a.texts * a.tokens, 0, 1)

    def once():
        llama.clear()
        llama.fill(batch, [
            (ids[text * a.tokens + at], at, text, True)
            for text in range(a.texts) for at in range(a.tokens)])
        llama.decode(batch)
        value = llama.api.llama_get_embeddings_seq(llama.context, 0)[0]
        if not math.isfinite(value):
            raise SystemExit(f"llama.cpp gave the number {value}")

    once()
    return repeat(once, a)


def repeat(once, a):
    """Calls for some time; texts a second and the median call."""
    calls, begin = [], time.perf_counter()
    while time.perf_counter() - begin < a.seconds:
        start = time.perf_counter()
        once()
        calls.append(time.perf_counter() - start)
    return {"texts_per_second": a.texts * len(calls) / sum(calls),
            "milliseconds": sorted(calls)[len(calls) // 2] * 1000}


def losses(a):
    """-ln p of each token in the second half of each window of a text, as `aiki model perplexity` takes them."""
    import numpy as np

    llama = Llama(a.model, a.threads, a.window)
    text = sys.stdin.buffer.read()
    space = (llama.api.llama_token * (len(text) + 8))()
    count = llama.api.llama_tokenize(
        llama.vocabulary, text, len(text), space, len(space), False, False)
    if count < 0:
        raise SystemExit("llama.cpp cannot tokenize the text")
    adds = llama.api.llama_vocab_get_add_bos(llama.vocabulary)
    beginning = [llama.api.llama_vocab_bos(llama.vocabulary)] if adds else []
    each = a.window - len(beginning)
    batch = llama.api.llama_batch_init(a.window, 0, 1)
    found = []
    for at in range(min(count // each, a.windows)):
        ids = beginning + list(space[at * each:(at + 1) * each])
        llama.clear()
        middle = len(ids) // 2
        llama.fill(batch, [(t, p, 0, p >= middle) for p, t in enumerate(ids)])
        llama.decode(batch)
        for position in range(middle, len(ids) - 1):
            pointer = llama.api.llama_get_logits_ith(llama.context, position)
            logits = np.ctypeslib.as_array(pointer, (llama.vocabulary_size,)).astype(np.float64)
            top = logits.max()
            found.append(
                top + math.log(np.exp(logits - top).sum()) - logits[ids[position + 1]])
    return {"text_tokens": count, "scored_tokens": len(found),
            "mean_loss": sum(found) / max(len(found), 1)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["speed", "parallel", "start", "embed", "losses"])
    parser.add_argument("model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--prefill", nargs="*", type=int, default=[])
    parser.add_argument("--depth", nargs="*", type=int, default=[])
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--prompt", type=int, default=32)
    parser.add_argument("--sequences", type=int, default=8)
    parser.add_argument("--texts", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--window", type=int, default=512)
    parser.add_argument("--windows", type=int, default=1 << 20)
    a = parser.parse_args()
    print(json.dumps(globals()[a.what](a)))


if __name__ == "__main__":
    main()
