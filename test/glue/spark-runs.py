"""Runs glue/prepare-data.py once for each line of standard input, a JSON list of its arguments, in one Spark session.

Answers each with a line of standard output: RESULT and the error as JSON, null if it has succeeded.
"""

import json
import runpy
import sys

from pyspark.sql import SparkSession

script = sys.argv[1]
spark = SparkSession.builder.getOrCreate()
for line in sys.stdin:
    sys.argv = [script, *json.loads(line)]
    try:
        runpy.run_path(script, run_name="__main__")
        error = None
    except Exception as failure:
        error = str(failure)
    spark.catalog.clearCache()
    print("RESULT " + json.dumps(error), flush=True)
