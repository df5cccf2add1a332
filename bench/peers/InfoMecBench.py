"""scikit-learn on the data of InfoMecBench, as the authors' code of InfoMEC calls it.

Mutual information by scikit-learn's estimators, InfoE by its logistic regression (100 iterations at most).
"""

import warnings

import numpy
from sklearn.feature_selection import mutual_info_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, mutual_info_score
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from peer import measure, normals, uniforms

n = 10000
s = (uniforms(1, 0, n * 6).reshape(n, 6) * 8).astype(int)
z = s[:, numpy.arange(12) % 6] + normals(2, n * 12).reshape(n, 12).astype(float)
codes = numpy.clip(numpy.floor(z + 1.5), 0, 9).astype(int)


def information(x, y):
    return mutual_info_classif(x[:, None], y, discrete_features=False, n_neighbors=10)[0]


def ksg_pair():
    return numpy.array([information(z[:, 0], s[:, 0])])


def nmi_continuous():
    x = StandardScaler().fit_transform(z)
    entropies = [mutual_info_score(y, y) for y in s.T]
    return numpy.array([[information(column, y) / h for column in x.T] for y, h in zip(s.T, entropies)])


def explicitness():
    x = OneHotEncoder().fit_transform(codes)
    values = []
    for y in s.T:
        model = LogisticRegression(penalty="none", class_weight="balanced", multi_class="multinomial", max_iter=100)
        loss = log_loss(y, model.fit(x, y).predict_proba(x))
        values.append(1 - loss / numpy.log(8))
    return numpy.mean(values)


def discrete():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it does not converge in 100 iterations
        entropies = [mutual_info_score(y, y) for y in s.T]
        nmi = numpy.array([[mutual_info_score(y, c) / h for c in codes.T] for y, h in zip(s.T, entropies)])
        infom = (numpy.mean(nmi.max(0) / nmi.sum(0)) - 1 / 6) / (1 - 1 / 6)
        infoc = (numpy.mean(nmi.max(1) / nmi.sum(1)) - 1 / 12) / (1 - 1 / 12)
        return numpy.array([infom, explicitness(), infoc])


measure("InfoMecBench.ksgPair", {"n": n}, "scikit-learn", ksg_pair)
measure("InfoMecBench.nmiContinuous", {"n": n}, "scikit-learn", nmi_continuous, 3)
measure("InfoMecBench.discrete", {"n": n}, "scikit-learn", discrete, 3)
