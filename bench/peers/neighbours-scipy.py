"""Co-views, cosine and the best 100 of each item, with scipy."""

import json
import resource
import sys
import time

import numpy
from scipy import sparse

file, users, items = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
view = numpy.fromfile(file, dtype="<u4").reshape(-1, 3)
begun = time.perf_counter()
matrix = sparse.csr_matrix((numpy.ones(len(view)), (view[:, 0], view[:, 1])), shape=(users, items))
shared = (matrix.T @ matrix).tocsr()
norm = numpy.sqrt(shared.diagonal())
best = []
for item in range(items):
    row = shared[item]
    score = row.data / (norm[item] * numpy.maximum(norm[row.indices], 1))
    score[row.indices == item] = 0
    top = numpy.argpartition(-score, min(100, len(score) - 1))[:100]
    best.append(row.indices[top[numpy.argsort(-score[top])]])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"value": time.perf_counter() - begun, "peakMiB": peak}))
