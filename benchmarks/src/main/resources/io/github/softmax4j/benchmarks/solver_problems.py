"""Makes problems and solves them with damped Newton and scikit-learn: solver_problems.py SCRIPTS OUT [NAME...]

SCRIPTS has gens.py (ALL: name -> function of rows and labels), special.py (C: name -> rows, labels, options) and lib.py
(damped Newton on the exact Hessian, in float64). For each problem OUT gets the files that SolverProblem.java reads.
"""

import os
import signal
import sys
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

scripts, out, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
sys.path.insert(0, scripts)
import gens
import lib
import special

LAMBDAS = ("1e-2", "1e-4", "1e-6")
MOST_ELEMENTS = 3200  # of a Hessian's row: more would take these solvers minutes
REPEATED_BELOW = 0.3  # seconds; the fastest of three counts
MOST_SECONDS = 10  # of a solver; without an end it has no objective


def give_up(*_):
    raise TimeoutError


def timed(solve):
    best = None
    for _ in range(3):
        start = time.perf_counter()
        matrix = solve()
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
        if seconds > REPEATED_BELOW:
            break
    return best, matrix


def sklearn(solver, x, y, w, classes, lam):
    weights = np.ones(len(y)) if w is None else w
    model = LogisticRegression(C=1 / (lam * weights.sum()), solver=solver, max_iter=10000)
    seconds, fitted = timed(lambda: model.fit(x, y, sample_weight=w))
    coefficients, intercept = fitted.coef_, fitted.intercept_
    if classes == 2:  # one row, for the difference: the symmetric model has half of it in each class
        coefficients, intercept = np.vstack([-coefficients, coefficients]) / 2, np.r_[-intercept, intercept] / 2
    matrix = np.zeros((x.shape[1] + 1, classes))
    present = fitted.classes_.astype(int)
    matrix[:, :] = 0
    matrix[-1] = -1e3  # a class without rows that count
    matrix[:-1, present] = coefficients.T
    matrix[-1, present] = intercept
    return seconds, matrix


def solvers(x, y, w, classes, lam):
    elements = (x.shape[1] + 1) * classes
    if elements <= MOST_ELEMENTS:
        yield "newton", lambda: timed(lambda: lib.newton(x, y, classes, lam, w=w)[0])
    yield "lbfgs", lambda: sklearn("lbfgs", x, y, w, classes, lam)
    if elements <= MOST_ELEMENTS:
        yield "newton-cholesky", lambda: sklearn("newton-cholesky", x, y, w, classes, lam)


def write(name, x, y, w, classes):
    np.ascontiguousarray(x, ">f8").tofile(os.path.join(out, name + ".x"))
    np.asarray(y, ">i4").tofile(os.path.join(out, name + ".y"))
    if w is not None:
        np.asarray(w, ">f8").tofile(os.path.join(out, name + ".w"))
    with open(os.path.join(out, name + ".results"), "w", encoding="ascii") as results:
        print(x.shape[0], x.shape[1], classes, file=results)
        for text in LAMBDAS:
            for solver, run in solvers(x, y, w, classes, float(text)):
                seconds, objective = float("nan"), float("nan")
                signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
                try:
                    seconds, matrix = run()
                    objective = lib.objective(x, y, classes, matrix, float(text), w)
                except TimeoutError:
                    seconds = MOST_SECONDS
                except (ValueError, np.linalg.LinAlgError):
                    pass  # it refuses the data, and has no seconds either
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
                print(text, solver, repr(float(seconds)), repr(float(objective)), file=results, flush=True)


def problems():
    for name, make in gens.ALL.items():
        yield name, lambda make=make: (*make(), {})
    for name, case in special.C.items():
        yield name, lambda case=case: case


signal.signal(signal.SIGALRM, give_up)
warnings.simplefilter("ignore")
np.seterr(all="ignore")
for name, make in problems():
    if not wanted or name in wanted:
        x, y, options = make()
        start = time.perf_counter()
        write(name, np.asarray(x, float), np.asarray(y), options.get("w"), options.get("K") or int(y.max()) + 1)
        print(f"{name} {time.perf_counter() - start:.1f} s", file=sys.stderr, flush=True)
