"""scikit-learn's Lloyd on the rows of KMeansBench, from the same centres."""

import warnings

from sklearn.cluster import KMeans

from peer import measure, normals

rows, columns, clusters, iterations = 100000, 64, 256, 10
x = normals(1, rows * columns).reshape(rows, columns)
start = x[:clusters].copy()
parameters = {"rows": rows, "columns": columns, "clusters": clusters, "iterations": iterations}


def lloyd():
    options = {"n_init": 1, "max_iter": iterations, "tol": 0, "algorithm": "lloyd"}
    return KMeans(clusters, init=start, **options).fit(x)


# It warns that ten iterations do not converge.
warnings.filterwarnings("ignore")
measure(
    "KMeansBench.lloyd",
    parameters,
    "scikit-learn",
    lloyd,
    5,
    lambda model, load: abs(float(load(1, "<f8")[0]) / model.inertia_ - 1),
    "inertia, relative",
)
