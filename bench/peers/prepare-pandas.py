"""interactions.csv into the three files of interactions, with pandas."""

import json
import resource
import sys
import time

import pandas

source, folder = sys.argv[1:3]
begun = time.perf_counter()
columns = ["ITEM_ID", "USER_ID", "EVENT_TYPE", "TIMESTAMP"]
frame = pandas.read_csv(source, usecols=columns)[columns]
frame["EVENT_TYPE"] = frame["EVENT_TYPE"].map({"ProductViewed": "View", "OrderCompleted": "Purchase"})
frame = frame.dropna(subset=["EVENT_TYPE"])
share = frame.groupby("USER_ID")["TIMESTAMP"].rank(method="first", pct=True)
frame[share <= 0.9].to_csv(f"{folder}/training_interaction.csv", index=False)
frame[share > 0.9].to_csv(f"{folder}/validation_interaction.csv", index=False)
frame.to_csv(f"{folder}/warm_interaction.csv", index=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"value": time.perf_counter() - begun, "peakMiB": peak}))
