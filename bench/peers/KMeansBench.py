"""scikit-learn's Lloyd on the rows of KMeansBench, from the same centres."""

import warnings

from sklearn.cluster import KMeans

from peer import measure, normals

rows, columns, k = 100000, 64, 256
x = normals(1, rows * columns).reshape(rows, columns)


def lloyd():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ten iterations do not converge, and need not
        model = KMeans(k, init=x[:k], n_init=1, max_iter=10, tol=0, algorithm="lloyd")
        return model.fit(x).cluster_centers_


measure("KMeansBench.lloyd", {"rows": rows, "columns": columns, "k": k}, "scikit-learn", lloyd, 5)
