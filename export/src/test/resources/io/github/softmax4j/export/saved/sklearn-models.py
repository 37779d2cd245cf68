"""Writes models of scikit-learn, each with what it says of some rows: NAME.json and NAME.csv in the working directory.

Made with scikit-learn 1.9.1, and those that end with -1.2 with 1.2.1: python sklearn-models.py [SUFFIX]
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression, SGDClassifier


def write(model, name):
    attributes = ("classes_", "coef_", "intercept_", "feature_names_in_")
    fitted = {key: getattr(model, key).tolist() for key in attributes if hasattr(model, key)}
    params = {key: str(value) for key, value in model.get_params().items()}
    fitted |= {"estimator": type(model).__name__, "params": params, "version": sklearn.__version__}
    with open(name + ".json", "w", encoding="utf-8") as file:
        json.dump(fitted, file)


def save(name, model, labels):
    rows = np.random.default_rng(4).uniform(-2, 2, (60, 4))
    label = np.where(rows[:, 0] + rows[:, 1] > 0.5, 0, np.where(rows[:, 2] > 0, 1, len(labels) - 1))
    model.fit(rows, np.asarray(labels)[label])
    write(model, name + suffix)
    np.savetxt(name + suffix + ".csv", np.hstack([rows, model.predict_proba(rows)])[:5], delimiter=",", fmt="%.17g")


suffix = sys.argv[1] if len(sys.argv) > 1 else ""
save("sklearn-words", LogisticRegression(), ["setosa", "versicolor", "virginica"])
save("sklearn-numbers", LogisticRegression(fit_intercept=False), [1, 2, 10])
save("sklearn-two", LogisticRegression(C=0.5), [False, True])
save("sklearn-discriminant", LinearDiscriminantAnalysis(), [0, 1, 2])
save("sklearn-stochastic", SGDClassifier(loss="log_loss", random_state=0), ["no", "yes"])
if sklearn.__version__ < "1.8":
    save("sklearn-twofold", LogisticRegression(multi_class="multinomial"), ["no", "yes"])
    save("sklearn-rest", LogisticRegression(multi_class="ovr"), [0, 1, 2])
save("sklearn-liblinear", LogisticRegression(solver="liblinear"), ["no", "yes"])
