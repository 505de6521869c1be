"""Runs prepare-data.sql over a shop's CSV parts in S3, or a mapping's SQL over its own files, as a job of AWS Glue.

--source         s3://bucket/prefix/, below which interactions/, items/ and users/ hold the parts, or the shop's own files
--output         s3://bucket/prefix/ for a folder of parts a prepared file, each part with its header
--sql            s3://bucket/key of prepare-data.sql, or of the SQL that a mapping is compiled to
--event_types    JSON object from event types to keep to their new names
--training_share share of the interactions, oldest first, that training gets
--holdout_by     user for that share of each user's interactions, time for the shop's
--tables         s3://bucket/key of JSON that says how the shop's own files become tables; absent for CSV parts
"""

import json
import re
import sys

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, concat_ws
from pyspark.sql.types import StringType, StructField, StructType

PREPARED_FILES = [
    "training_interaction.csv",
    "training_item.csv",
    "training_user.csv",
    "validation_interaction.csv",
    "warm_interaction.csv",
]
# Where each row stands. A file with line ends in its values is read as a whole, so its rows have ascending numbers.
PLACE = ["input_file_name() AS _part", "input_file_block_start() AS _offset", "monotonically_increasing_id() AS _row"]
# Characters of keys that neither a glob of Spark nor an address gives a meaning.
PLAIN_KEY = re.compile(r"[\w.=+@/-]+", re.ASCII)

names = ["source", "output", "sql", "event_types", "training_share", "holdout_by"]
args = getResolvedOptions(sys.argv, names + (["tables"] if "--tables" in sys.argv else []))
s3 = boto3.client("s3")
spark = SparkSession.builder.getOrCreate()
spark.conf.set("spark.sql.caseSensitive", "true")
# With pruning, a row that lacks a value or has one too many would pass.
spark.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")


def read_text(url):
    # Spark would list the bucket first, which is the CDK's bootstrap bucket and not this job's to list.
    bucket, key = url.removeprefix("s3://").split("/", 1)
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def read_csv(paths, delimiter=",", quote='"'):
    options = {"sep": delimiter, "quote": quote, "escape": quote, "mode": "FAILFAST"}
    return spark.read.options(header=True, multiLine=True, enforceSchema=False, **options).csv(paths)


def own_files(table):
    bucket, prefix = args["source"].removeprefix("s3://").split("/", 1)
    patterns = [re.compile(pattern) for pattern in table["patterns"]]
    urls = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for key in (found["Key"] for found in page.get("Contents", []) if found["Size"] > 0):
            path = key.removeprefix(prefix)
            unpacked = re.sub(r"\.gz$", "", path, flags=re.IGNORECASE)
            if any(pattern.search(path) or pattern.search(unpacked) for pattern in patterns):
                if not PLAIN_KEY.fullmatch(key):
                    raise ValueError(
                        f"s3://{bucket}/{key}: the Glue job reads keys of letters, digits and . = + @ _ - alone; rename it"
                    )
                urls.append(f"s3://{bucket}/{key}")
    if not urls:
        globs = " or ".join(table["globs"])
        raise ValueError(f"the source {args['source']} has no file that matches {globs}. Correct \"files\" in the mapping")
    return urls


def own_table(table):
    columns = table["columns"]
    if table["format"] == "jsonl":
        schema = StructType([StructField(name, StringType()) for name in columns])
        rows = spark.read.schema(schema).option("mode", "FAILFAST").json(own_files(table))
    else:
        rows = read_csv(own_files(table), table["delimiter"], table["quote"])
        missing = [name for name in columns if name not in rows.columns]
        if missing:
            raise ValueError(f"{table['globs'][0]}: lacks the column {missing[0]}; it has {', '.join(rows.columns)}")
    quoted = ["`" + name.replace("`", "``") + "`" for name in columns]
    return rows.selectExpr(*[f"{name} AS c{at}" for at, name in enumerate(quoted)], *PLACE)


own = json.loads(read_text(args["tables"])) if "tables" in args else None
if own:
    for name, table in own["tables"].items():
        own_table(table).createOrReplaceTempView(name)
else:
    for name in ["interactions", "items", "users"]:
        parts = read_csv(f"{args['source']}{name}/*.csv")
        parts.selectExpr("*", *PLACE).createOrReplaceTempView(name)

event_types = list(json.loads(args["event_types"]).items())
spark.createDataFrame(event_types, "source string, target string").createOrReplaceTempView("event_types")
spark.createDataFrame(
    [(float(args["training_share"]), args["holdout_by"])], "training_share double, holdout_by string"
).createOrReplaceTempView("settings")

for statement in read_text(args["sql"]).split(";\n"):
    if statement.strip():
        spark.sql(statement)
for name in own["kept"] if own else []:
    spark.catalog.cacheTable(name)

problem = spark.table("problems").first()
if problem:
    raise ValueError(problem[0])

counts = {"training_interaction.csv": 0, "warm_interaction.csv": 0}
for name in PREPARED_FILES:
    if own and name not in own["outputs"]:
        continue
    rows = spark.table(name.removesuffix(".csv"))
    header = own["outputs"][name] if own else rows.columns
    # The values are CSV already, so each row is written as one value that nothing quotes.
    lines = rows.select(concat_ws(",", *[col(column) for column in rows.columns]).alias(",".join(header)))
    lines.write.mode("overwrite").options(header=True, sep="\u0001", quote="", escape="", emptyValue="").options(
        ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False
    ).option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false").csv(f"{args['output']}{name}/")
    # What is written is counted: counting the rows of the view would sort them all once more.
    if name in counts:
        written = spark.read.text(f"{args['output']}{name}/")
        counts[name] = written.filter(col("value") != ",".join(header)).count()

kept, training = counts["warm_interaction.csv"], counts["training_interaction.csv"]
bucket, prefix = args["output"].removeprefix("s3://").split("/", 1)
# In the name of an empty object, which the stack's function may list and need not read.
s3.put_object(Bucket=bucket, Key=f"{prefix}counts/kept={kept},training={training}", Body=b"")
print(f"{training} interactions for training, {kept - training} held out")
