#!/usr/bin/env python3
"""Runs PyTorch on the problems of GpuCheck, which it makes by the same formula, and compares.

Prints lines of the same form as GpuCheck (benchmarks/.../GpuCheck.java, MadeProblem.java): a table, verdicts, and at the
end how many passed and failed. Without PyTorch it says so and is content; without CUDA it runs on the processor.
"""

import argparse
import math
import re
import statistics
import sys
import time

WARM_UPS = 3
PASSES = 20
TOLERANCE = 1e-5
GRADIENT_TOLERANCE = 1e-4  # a length of many sums in float, each in an order of its own
LAMBDA = 1e-4  # that of the default settings
FIT_ITERATIONS = 300
NUMBERS_AT_A_TIME = 1 << 22
WORD = 0xFFFFFFFF

counts = {"ok": 0, "FAIL": 0}


def row(problem, what, figure, unit=""):
    print(f"{problem.name:<18}  {what:<42}  {figure:>14.7g}  {unit}", flush=True)


def check(good, text):
    verdict = "ok" if good else "FAIL"
    counts[verdict] += 1
    print(f"{verdict:<4}  {text}", flush=True)


def goal(met, text):
    print(f"{'goal met' if met else 'goal missed':<11}  {text}", flush=True)


def note(text):
    print(f"note  {text}", flush=True)


class Figures:
    """What GpuCheck printed: (problem, what) -> figure."""

    def __init__(self, path):
        self.figures = {}
        if path:
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    fields = re.split(r"\s{2,}", line.strip())
                    if len(fields) >= 3 and re.fullmatch(r"\d+x\d+x\d+", fields[0]):
                        self.figures[fields[0], fields[1]] = float(fields[2])

    def get(self, problem, what):
        return self.figures.get((problem.name, what))

    def compare(self, problem, what, found, tolerance):
        expected = self.get(problem, what)
        if expected is None:
            note(f"{problem.name} {what}: GpuCheck printed none to compare with")
            return
        difference = abs(found / expected - 1)
        check(
            difference <= tolerance,
            f"{problem.name} {what}: GpuCheck {expected:.7g}, PyTorch {found:.7g}, differ by {difference:.1e},"
            f" at most {tolerance:.0e} allowed",
        )


class Problem:
    """MadeProblem.java, line by line; hashes are 32 bits wide, kept in int64."""

    def __init__(self, torch, device, rows, features, classes):
        self.torch, self.device = torch, device
        self.rows, self.features, self.classes = rows, features, classes
        self.name = f"{rows}x{features}x{classes}"

    def numbers(self, first, last):
        return self.torch.arange(first, last, dtype=self.torch.int64, device=self.device)

    def hash(self, salt, index):
        h = (index + (salt * 0x9E3779B9 & WORD)) & WORD
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & WORD
        # The factor less 2^32 is the same in 32 bits, and its product fits into 64.
        h = ((h ^ (h >> 15)) * (0x846CA68B - (1 << 32))) & WORD
        return h ^ (h >> 16)

    def top_byte(self, salt, index):
        return self.hash(salt, index) >> 24

    def make(self):
        torch = self.torch
        rows = self.numbers(0, self.rows)
        made_for = self.hash(4, rows) % self.classes
        wrong = self.top_byte(5, rows) < 51
        self.y = torch.where(wrong, self.hash(6, rows) % self.classes, made_for)
        self.X = torch.empty(self.rows, self.features, device=self.device)
        j = self.numbers(0, self.features)
        groups = (self.features + 15) // 16
        step = max(1, NUMBERS_AT_A_TIME // self.features)
        for first in range(0, self.rows, step):
            i = rows[first : first + step, None]
            whole = 8 * self.top_byte(1, i * self.features + j)
            whole += 16 * self.top_byte(2, i * groups + j // 16)
            whole += self.top_byte(3, made_for[first : first + step, None] * self.features + j)
            self.X[first : first + step] = whole.float() / 8192
        k = self.numbers(0, self.classes)
        self.W = (self.top_byte(7, j[:, None] * self.classes + k) - 128).float() / 1024
        self.b = (self.top_byte(8, k) - 128).float() / 1024
        for parameter in (self.W, self.b):
            parameter.requires_grad_(True)


def mean_loss(X, y, W, b):
    import torch

    return torch.nn.functional.cross_entropy(torch.addmm(b, X, W), y)


def median_seconds(torch, device, work, runs=PASSES):
    """The median of some runs, each waited for."""

    def wait():
        if device == "cuda":
            torch.cuda.synchronize()

    for _ in range(WARM_UPS):
        work()
    seconds = []
    for _ in range(runs):
        wait()
        start = time.perf_counter()
        work()
        wait()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def measure(torch, problem, figures):
    gradients_of = lambda loss: torch.autograd.grad(loss, (problem.W, problem.b))
    eager = lambda: gradients_of(mean_loss(problem.X, problem.y, problem.W, problem.b))

    loss = mean_loss(problem.X, problem.y, problem.W, problem.b).item()
    length = math.hypot(*(part.norm().item() for part in eager()))
    figures.compare(problem, "loss at the fixed weights", loss, TOLERANCE)
    figures.compare(problem, "length of its gradient", length, GRADIENT_TOLERANCE)
    zeros = torch.zeros_like(problem.W), torch.zeros_like(problem.b)
    at_zero = mean_loss(problem.X, problem.y, *zeros).item()
    check(
        abs(at_zero / math.log(problem.classes) - 1) <= TOLERANCE,
        f"{problem.name} PyTorch's loss at zero weights is {at_zero:.7g}, log(classes)",
    )

    seconds = median_seconds(torch, problem.device, eager)
    row(problem, "PyTorch eager: pass", seconds * 1e3, "ms")
    measure_products(torch, problem)
    measure_compiled(torch, problem, gradients_of)
    return seconds


def measure_products(torch, problem):
    X, W = problem.X, problem.W.detach()
    Z = X @ W

    def products():
        torch.matmul(X, W, out=Z)
        torch.matmul(Z.T, X)

    seconds = median_seconds(torch, problem.device, products)
    rate = 4 * problem.rows * problem.features * problem.classes / seconds / 1e12
    row(problem, "PyTorch: bare products", seconds * 1e3, f"ms, {rate:.3g} TFLOP/s")
    copy = torch.empty_like(X)
    seconds = median_seconds(torch, problem.device, lambda: copy.copy_(X))
    row(problem, "PyTorch: bandwidth of a copy of X", 2 * X.numel() * 4 / seconds / 1e9, "GB/s read and written")


def measure_compiled(torch, problem, gradients_of):
    try:
        compiled = torch.compile(mean_loss, dynamic=False)
        work = lambda: gradients_of(compiled(problem.X, problem.y, problem.W, problem.b))
        seconds = median_seconds(torch, problem.device, work)
        row(problem, "PyTorch compiled: pass", seconds * 1e3, "ms")
    except Exception as e:  # what is missing, a compiler say, shows as any kind of exception
        reason = str(e).strip().splitlines()
        note(f"{problem.name} PyTorch compiled: not run, {type(e).__name__}: {reason[0] if reason else ''}")


def fit(torch, problem, figures):
    """PyTorch's own L-BFGS from zero, with its strong Wolfe line search and as many pairs as ours."""
    W = torch.zeros_like(problem.W, requires_grad=True)
    b = torch.zeros_like(problem.b, requires_grad=True)
    solver = torch.optim.LBFGS(
        [W, b],
        max_iter=FIT_ITERATIONS,
        history_size=10,
        tolerance_grad=1e-6,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )
    passes = 0

    def objective():
        nonlocal passes
        passes += 1
        solver.zero_grad()
        value = mean_loss(problem.X, problem.y, W, b) + LAMBDA / 2 * W.square().sum()
        value.backward()
        return value

    start = time.perf_counter()
    solver.step(objective)
    value = objective().item()
    row(problem, "PyTorch eager: fit with L-BFGS", time.perf_counter() - start, f"s, {passes} passes")
    row(problem, "PyTorch eager: objective at lambda 1e-4", value)
    ours = figures.get(problem, "fit: objective at lambda 1e-4")
    if ours is not None:
        check(
            ours <= value * (1 + TOLERANCE),
            f"{problem.name} the objective {ours:.7g} of the fit is not above PyTorch's {value:.7g}",
        )


def judge(problem, figures, seconds):
    ours = figures.get(problem, "pass")
    if ours is not None:
        goal(
            ours <= seconds * 1e3,
            f"{problem.name}: the pass takes {ours:.4g} ms, that of PyTorch eager {seconds * 1e3:.4g} ms",
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="tiny shapes")
    parser.add_argument("--beside", metavar="FILE", help="what GpuCheck printed, to compare with")
    arguments = parser.parse_args()
    try:
        import torch
    except ImportError as e:
        note(f"PyTorch: not run, {e}")
        return 0

    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu" and not arguments.small:
        note("PyTorch: not run, it sees no CUDA, and the processor is too slow for the full shapes")
        return 0
    torch.backends.cuda.matmul.allow_tf32 = False  # ND4J multiplies in full float
    where = torch.cuda.get_device_name() if device == "cuda" else "the processor"
    note(f"PyTorch {torch.__version__} on {where}, float32 without TF32")

    figures = Figures(arguments.beside)
    shapes = [(2000, 64, 10), (3000, 96, 40)] if arguments.small else [(60000, 784, 10), (262144, 1024, 1000)]
    for number, shape in enumerate(shapes):
        problem = Problem(torch, device, *shape)
        try:
            problem.make()
            seconds = measure(torch, problem, figures)
            if number == 0:
                fit(torch, problem, figures)
            else:
                judge(problem, figures, seconds)
        except RuntimeError as e:  # out of memory among others
            check(False, f"{problem.name} PyTorch: {str(e).strip().splitlines()[0]}")
    print(f"{counts['ok']} passed, {counts['FAIL']} failed")
    return 1 if counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
