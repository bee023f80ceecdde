#!/usr/bin/env python3
"""Makes Tests/Fixtures/quantization: what stored blocks mean, and how small an error can be.

Needs numpy, gguf (the meaning of blocks) and llama-cpp-python (errors to compare with).

    python3 Tools/reference/quantization.py

Writes, little-endian:
  <type>.bin    random blocks whose scales are ordinary numbers, then their numbers as f32
  source.bin    f32 rows to quantise: normal, heavy-tailed, uniform and shifted ones in turn
  marks.json    for each type the counts in its file, and the root mean square error with which the
                reference quantises source.bin
"""

import ctypes
import json
import pathlib

import gguf
import llama_cpp
import numpy

SEED = 20240229
ELEMENTS = 1024
ROWS, COLUMNS = 32, 512
FOLDER = pathlib.Path(__file__).parents[2] / "Tests" / "Fixtures" / "quantization"

# For each type the byte offsets of its binary16 fields.
HALVES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "IQ4_NL": [0],
    "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208],
    "IQ4_XS": [0], "MXFP4": [],
}


def random_blocks(name, random):
    """Blocks of random bytes with ordinary scales, some of them subnormal, zero or negative."""
    kind = gguf.GGMLQuantizationType[name]
    if name == "F32":
        return random.standard_normal(ELEMENTS, dtype=numpy.float32).view(numpy.uint8)
    if name in ("F16", "BF16"):
        # Every exponent but that of infinities.
        bits = random.integers(0, 1 << 16, ELEMENTS, dtype=numpy.uint16)
        top = 0x7C00 if name == "F16" else 0x7F80
        bits = numpy.where(bits & top == top, bits & ~numpy.uint16(top), bits)
        return bits.astype("<u2").view(numpy.uint8)
    block, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (ELEMENTS // block, size), dtype=numpy.uint8)
    for offset in HALVES[name]:
        scales = (random.standard_normal(len(blocks)) * 0.02).astype(numpy.float16)
        scales[0] = numpy.float16(3e-6)
        scales[-1] = numpy.float16(-0.5)
        blocks[:, offset : offset + 2] = scales.view(numpy.uint8).reshape(-1, 2)
    if name == "MXFP4":
        blocks[:, 0] = random.integers(110, 130, len(blocks))
        blocks[:6, 0] = [0, 1, 2, 3, 127, 250]
    return blocks.reshape(-1)


def source_rows(random):
    """Rows such as weights have: normal, with outliers, uniform, and normal around a mean."""
    rows = random.standard_normal((ROWS, COLUMNS)).astype(numpy.float32)
    rows[1::4] = random.standard_t(4, (ROWS // 4, COLUMNS))
    rows[2::4] = random.uniform(-1, 1, (ROWS // 4, COLUMNS))
    rows[3::4] = rows[3::4] * 0.3 + 0.5
    return (rows * 0.05).astype(numpy.float32)


def reference_blocks(name, rows):
    """The rows as llama.cpp quantises them without importances."""
    folder = pathlib.Path(llama_cpp.__file__).parent / "lib"
    library = ctypes.CDLL(str(folder / "libggml-base.so"))
    library.ggml_quantize_chunk.restype = ctypes.c_size_t
    library.ggml_quantize_chunk.argtypes = [
        ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64,
        ctypes.c_int64, ctypes.c_void_p,
    ]
    kind = gguf.GGMLQuantizationType[name]
    block, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = numpy.zeros((len(rows), rows.shape[1] // block * size), numpy.uint8)
    library.ggml_quantize_chunk(
        int(kind), rows.ctypes.data, blocks.ctypes.data, 0, *rows.shape, None
    )
    return blocks


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(SEED)
    source = source_rows(random)
    (FOLDER / "source.bin").write_bytes(source.astype("<f4").tobytes())
    marks = {"rows": ROWS, "columns": COLUMNS, "types": {}}
    for name in ["F32", "F16", "BF16", *HALVES]:
        kind = gguf.GGMLQuantizationType[name]
        blocks = random_blocks(name, random)
        numbers = gguf.dequantize(blocks, kind).astype("<f4").reshape(-1)
        assert len(numbers) == ELEMENTS and numpy.isfinite(numbers).all(), name
        (FOLDER / f"{name}.bin").write_bytes(blocks.tobytes() + numbers.tobytes())
        back = gguf.dequantize(reference_blocks(name, source), kind).reshape(source.shape)
        error = numpy.sqrt(numpy.mean((back.astype(numpy.float64) - source) ** 2))
        marks["types"][name] = {
            "bytes": len(blocks), "elements": len(numbers), "rmse": float(error),
        }
    (FOLDER / "marks.json").write_text(json.dumps(marks, indent=2) + "\n")


if __name__ == "__main__":
    main()
