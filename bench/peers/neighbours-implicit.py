"""The best 100 neighbours of each item by the cosine, with implicit."""

import json
import resource
import sys
import time

import numpy
from implicit.nearest_neighbours import CosineRecommender
from scipy import sparse

file, users, items = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
view = numpy.fromfile(file, dtype="<u4").reshape(-1, 3)
begun = time.perf_counter()
matrix = sparse.csr_matrix((numpy.ones(len(view)), (view[:, 0], view[:, 1])), shape=(users, items))
# The item itself is among its neighbours.
model = CosineRecommender(K=101)
model.fit(matrix, show_progress=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"value": time.perf_counter() - begun, "peakMiB": peak}))
