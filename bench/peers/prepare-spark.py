"""Submits a program, with its arguments, to Spark, and measures it with Spark's Java."""

import json
import os
import resource
import subprocess
import sys
import time

submit = os.path.join(os.path.dirname(sys.executable), "spark-submit")
*options, _ = os.environ.pop("PYSPARK_SUBMIT_ARGS").split()
environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
begun = time.perf_counter()
subprocess.run([submit, *options, *sys.argv[1:]], check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
value = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = used.ru_utime + used.ru_stime
print(json.dumps({"value": value, "peakMiB": used.ru_maxrss / 1024, "processorSeconds": processor}))
