"""Measures the vectors of a BERT model with PyTorch or ONNX Runtime, once; called by compare.py.

    python embed_side.py torch-bf16|torch-f32|onnx FOLDER --threads N --texts 32 --tokens 22

FOLDER is as Hugging Face lays it out. Needs torch and transformers; onnxruntime and onnx for `onnx`.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

from llama_side import repeat, tokens


def torch_calls(a, ids):
    import torch
    import transformers

    torch.set_num_threads(a.threads)
    kind = torch.bfloat16 if a.what == "torch-bf16" else torch.float32
    model = transformers.BertModel.from_pretrained(a.folder, add_pooling_layer=False, dtype=kind)
    model.eval()
    ids, mask = torch.tensor(ids), torch.ones((a.texts, a.tokens), dtype=torch.long)

    def once():
        with torch.inference_mode():
            hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
            return torch.nn.functional.normalize(hidden.float().mean(1), dim=1).numpy()

    return once


def onnx_calls(a, ids):
    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = a.threads
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "model.onnx")
        export(a.folder, path)
        session = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
    feed = {"ids": np.array(ids, np.int64), "mask": np.ones((a.texts, a.tokens), np.int64)}

    def once():
        hidden = session.run(None, feed)[0]
        mean = hidden.mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    return once


def export(folder, path):
    """Writes the model as ONNX in f32, for any number and length of texts."""
    import torch
    import transformers

    model = transformers.BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="eager")
    model.eval()

    class Plain(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, ids, mask):
            # Given as the layers take it, for the code that makes it cannot be exported.
            wide = (1.0 - mask[:, None, None, :].float()) * -1e9
            return self.model.encoder(
                self.model.embeddings(input_ids=ids), attention_mask=wide).last_hidden_state

    example = (torch.ones((2, 8), dtype=torch.long), torch.ones((2, 8), dtype=torch.long))
    axes = {name: {0: "texts", 1: "tokens"} for name in ("ids", "mask", "hidden")}
    torch.onnx.export(
        Plain(), example, path, input_names=["ids", "mask"], output_names=["hidden"],
        dynamic_axes=axes, opset_version=17, dynamo=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["torch-bf16", "torch-f32", "onnx"])
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--texts", type=int, default=32)
    parser.add_argument("--tokens", type=int, default=22)
    parser.add_argument("--seconds", type=float, default=1)
    a = parser.parse_args()
    flat = tokens(a.texts * a.tokens, 30522)
    ids = [flat[text * a.tokens:(text + 1) * a.tokens] for text in range(a.texts)]
    answer = os.dup(1)
    os.dup2(sys.stderr.fileno(), 1)  # what libraries print is not the answer
    once = onnx_calls(a, ids) if a.what == "onnx" else torch_calls(a, ids)
    vectors = once()
    once()
    found = {**repeat(once, a), "first": vectors[0][:8].tolist()}
    os.write(answer, (json.dumps(found) + "\n").encode())


if __name__ == "__main__":
    main()
