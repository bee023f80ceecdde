"""all-MiniLM-L6-v2 by transformers: the reference for vectors of texts.

    pip install numpy torch transformers tokenizers
"""
import numpy
import torch
from tokenizers import BertWordPieceTokenizer
from transformers import AutoModel

torch.set_num_threads(1)


def embedder(folder):
    """What turns texts into rows of 384 numbers of length one: the mean over the tokens of each text.

    The folder holds config.json, model.safetensors and vocab.txt."""
    tokenizer = BertWordPieceTokenizer(f"{folder}/vocab.txt", lowercase=True)
    model = AutoModel.from_pretrained(folder).eval()

    @torch.no_grad()
    def embed(texts):
        vectors = numpy.zeros((len(texts), 384), numpy.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for start in range(0, len(order), 32):
            batch = order[start:start + 32]
            ids = [tokenizer.encode(texts[index]).ids[:512] for index in batch]
            width = max(map(len, ids))
            mask = torch.tensor([[1.0] * len(row) + [0.0] * (width - len(row)) for row in ids])
            states = model(input_ids=torch.tensor([row + [0] * (width - len(row)) for row in ids]),
                           attention_mask=mask).last_hidden_state
            mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            vectors[batch] = torch.nn.functional.normalize(mean, dim=1).numpy()
        return vectors
    return embed
