"""Trains with scikit-learn or PyTorch: train.py MODULE LIMIT DATA RESULT LAMBDA MOST LONG, as PeerRun does in Java."""

import os
import struct
import sys
import threading
import time

import numpy as np

TOO_LONG = 3
KEPT_EPOCHS = {1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 60}

module, limit, data_file, result_file = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
lam, most_seconds, long_seconds = (float(word) for word in sys.argv[5:])
with open(data_file, "rb") as f:
    rows, columns, classes = struct.unpack(">iii", f.read(12))
    x = np.fromfile(f, ">f4", rows * columns).reshape(rows, columns).astype(np.float32)
    y = np.fromfile(f, ">i4", rows).astype(np.int64)


def prepare_sklearn():
    from sklearn.linear_model import LogisticRegression

    features = x.astype(np.float64)

    def fit():
        model = LogisticRegression(C=1 / (lam * rows), max_iter=limit)
        start = time.perf_counter()
        model.fit(features, y)
        return [(limit, time.perf_counter() - start, np.vstack([model.coef_.T, model.intercept_]))]

    return fit


def prepare_torch():
    import torch

    features, labels = torch.from_numpy(x), torch.from_numpy(y)

    def fit():
        torch.manual_seed(1)
        layer = torch.nn.Linear(columns, classes)
        torch.nn.init.zeros_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
        groups = [{"params": [layer.weight], "weight_decay": lam}, {"params": [layer.bias]}]
        optimizer = torch.optim.Adam(groups, lr=1e-3)
        points = []
        seconds = 0.0
        for epoch in range(1, limit + 1):
            start = time.perf_counter()
            order = torch.randperm(rows)
            for first in range(0, rows, 256):
                batch = order[first : first + 256]
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(layer(features[batch]), labels[batch])
                loss.backward()
                optimizer.step()
            seconds += time.perf_counter() - start
            if epoch in KEPT_EPOCHS or epoch == limit:
                matrix = np.vstack([layer.weight.detach().numpy().T, layer.bias.detach().numpy()])
                points.append((epoch, seconds, matrix))
        return points

    return fit


def write(points, file):
    with open(file, "wb") as f:
        f.write(struct.pack(">ii", 0, len(points)))
        for steps, seconds, matrix in points:
            f.write(struct.pack(">iddii", steps, seconds, float("nan"), *matrix.shape))
            f.write(matrix.astype(">f8").tobytes())


fit = {"sklearn": prepare_sklearn, "torch": prepare_torch}[module]()
for start in ["cold", "warm"]:
    timer = threading.Timer(most_seconds, os._exit, [TOO_LONG])
    timer.daemon = True
    timer.start()
    points = fit()
    timer.cancel()
    write(points, f"{result_file}.{start}")
    if points[-1][1] > long_seconds:
        break
