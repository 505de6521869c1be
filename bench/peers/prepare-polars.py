"""interactions.csv, which is in order of time, into the three files of interactions, with polars."""

import json
import resource
import sys
import time

import polars

source, folder = sys.argv[1:3]
begun = time.perf_counter()
columns = ["ITEM_ID", "USER_ID", "EVENT_TYPE", "TIMESTAMP"]
place = polars.int_range(1, polars.len() + 1).over("USER_ID")
frame = (
    polars.scan_csv(source)
    .select(columns)
    .with_columns(polars.col("EVENT_TYPE").replace_strict({"ProductViewed": "View", "OrderCompleted": "Purchase"}, default=None))
    .drop_nulls("EVENT_TYPE")
    .with_columns((place / polars.len().over("USER_ID")).alias("share"))
    .collect()
)
rows = frame.select(columns)
rows.filter(frame["share"] <= 0.9).write_csv(f"{folder}/training_interaction.csv")
rows.filter(frame["share"] > 0.9).write_csv(f"{folder}/validation_interaction.csv")
rows.write_csv(f"{folder}/warm_interaction.csv")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"value": time.perf_counter() - begun, "peakMiB": peak}))
