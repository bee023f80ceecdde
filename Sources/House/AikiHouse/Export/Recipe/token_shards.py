"""Reads the token shards of a corpus; see docs/SCALE.md for the format's layout.

    shards = TokenShards("corpus", "train")
    tokens, documents, counts = shards.window(start, length)

Tokens of all shards of a split count as one stream. Files are mapped: nothing is copied but what is
asked for. Needs numpy alone.
"""

import pathlib
import struct

import numpy as np

HEADER = struct.Struct("<8sIIQQII24x")


class Shard:
    """One file: tokens, where documents start, and which tokens count in the loss."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        with open(path, "rb") as file:
            magic, version, width, tokens, documents, flags, size = HEADER.unpack(
                file.read(HEADER.size))
        if magic != b"AIKITOKS" or version != 1 or width not in (2, 4):
            raise ValueError(f"{path} is no token shard of version 1")
        self.vocabulary, self.count = size, tokens
        data = np.memmap(path, mode="r")
        starts = HEADER.size + (tokens * width + 7) // 8 * 8
        mask = starts + (documents + 1) * 8
        end = mask + ((tokens + 63) // 64 * 8 if flags & 1 else 0)
        if len(data) != end:
            raise ValueError(f"{path} has {len(data)} bytes, not {end}")
        self.tokens = data[HEADER.size : HEADER.size + tokens * width].view(f"<u{width}")
        self.starts = data[starts:mask].view("<u8").astype(np.int64)
        self.bits = data[mask:end] if flags & 1 else None

    def counts(self, start, stop):
        """Whether tokens count in the loss."""
        if self.bits is None:
            return np.ones(stop - start, bool)
        places = np.arange(start, stop)
        return (self.bits[places >> 3] >> (places & 7) & 1).astype(bool)


class TokenShards:
    """All shards of a split, as one stream of tokens."""

    def __init__(self, folder, split):
        paths = sorted(pathlib.Path(folder).glob(f"{split}-*.tokens"))
        if not paths:
            raise FileNotFoundError(f"{folder} has no {split}-*.tokens")
        self.shards = [Shard(path) for path in paths]
        self.offsets = np.cumsum([0] + [shard.count for shard in self.shards])
        self.vocabulary = max(shard.vocabulary for shard in self.shards)

    @property
    def count(self):
        return int(self.offsets[-1])

    @property
    def documents(self):
        """(first, behind the last) of every document that is not empty, in the stream."""
        for offset, shard in zip(self.offsets, self.shards):
            for first, last in zip(shard.starts[:-1], shard.starts[1:]):
                if last > first:
                    yield int(offset + first), int(offset + last)

    def window(self, start, length):
        """Tokens, the number of each one's document, and whether it counts; (length) each.

        Of a document that began before the window and of which only a part counts, nothing does: an
        answer that is learnt without its question teaches to guess.
        """
        tokens = np.empty(length, np.int64)
        documents = np.empty(length, np.int64)
        counts = np.empty(length, bool)
        done, numbered = 0, 0
        while done < length:
            index = int(np.searchsorted(self.offsets, start + done, "right")) - 1
            shard, first = self.shards[index], start + done - int(self.offsets[index])
            count = min(length - done, shard.count - first)
            tokens[done : done + count] = shard.tokens[first : first + count]
            counts[done : done + count] = shard.counts(first, first + count)
            if done == 0:
                place = int(np.searchsorted(shard.starts, first, "right")) - 1
                begin, end = int(shard.starts[place]), int(shard.starts[place + 1])
                if begin < first and not shard.counts(begin, end).all():
                    counts[: min(end - first, count)] = False
            places = np.arange(first, first + count)
            number = np.searchsorted(shard.starts, places, "right")
            documents[done : done + count] = numbered + number
            numbered += len(shard.starts)
            done += count
        return tokens, documents, counts
