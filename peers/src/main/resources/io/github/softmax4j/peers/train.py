"""Trains with scikit-learn or PyTorch: train.py NAME DATA RESULT LAMBDA, files as TrainingData and Trained have them."""

import struct
import sys
import time

import numpy as np

name, data_file, result_file, lam = sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4])
with open(data_file, "rb") as f:
    rows, columns, classes = struct.unpack(">iii", f.read(12))
    x = np.fromfile(f, ">f4", rows * columns).reshape(rows, columns).astype(np.float32)
    y = np.fromfile(f, ">i4", rows).astype(np.int64)


def with_sklearn(iterations, double):
    from sklearn.linear_model import LogisticRegression

    features = x.astype(np.float64) if double else x
    model = LogisticRegression(C=1 / (lam * rows), max_iter=iterations)
    start = time.perf_counter()
    model.fit(features, y)
    return time.perf_counter() - start, np.vstack([model.coef_.T, model.intercept_]), []


def with_torch(epochs):
    import torch

    torch.manual_seed(1)
    features, labels = torch.from_numpy(x), torch.from_numpy(y)
    layer = torch.nn.Linear(columns, classes)
    torch.nn.init.zeros_(layer.weight)
    torch.nn.init.zeros_(layer.bias)
    groups = [{"params": [layer.weight], "weight_decay": lam}, {"params": [layer.bias]}]
    optimizer = torch.optim.Adam(groups, lr=1e-3)
    epoch_ends = []
    start = time.perf_counter()
    for _ in range(epochs):
        order = torch.randperm(rows)
        for first in range(0, rows, 256):
            batch = order[first : first + 256]
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(layer(features[batch]), labels[batch])
            loss.backward()
            optimizer.step()
        epoch_ends.append(time.perf_counter() - start)
    return epoch_ends[-1], np.vstack([layer.weight.detach().numpy().T, layer.bias.detach().numpy()]), epoch_ends


if name.startswith("torch-adam-"):
    seconds, matrix, epoch_ends = with_torch(int(name.rsplit("-", 1)[1]))
else:
    seconds, matrix, epoch_ends = {
        "sklearn-100": lambda: with_sklearn(100, True),
        "sklearn-1000": lambda: with_sklearn(1000, True),
        "sklearn-float": lambda: with_sklearn(1000, False),
    }[name]()
with open(result_file, "wb") as f:
    f.write(struct.pack(">diii", seconds, 0, *matrix.shape))
    f.write(matrix.astype(">f8").tobytes())
    f.write(struct.pack(">i", 0))
    f.write(struct.pack(f">i{len(epoch_ends)}d", len(epoch_ends), *epoch_ends))
