"""Runs a mapping's SQL over a shop's files in S3, as a job of AWS Glue.

--source         s3://bucket/prefix/, below which the files are
--output         s3://bucket/prefix/ for a folder of parts a prepared file, each part with its header
--sql            s3://bucket/key of the SQL that the mapping is compiled to
--tables         s3://bucket/key of JSON that says how the files become tables, and which views are the prepared files
--event_types    JSON object from event types to keep to their new names
--training_share share of the interactions, oldest first, that training gets
--holdout_by     user for that share of each user's interactions, time for the shop's
"""

import json
import re
import sys

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, concat_ws
from pyspark.sql.types import StringType, StructField, StructType

# Where each row stands. A file with line ends in its values is read as a whole, so its rows have ascending numbers.
PLACE = ["input_file_name() AS _part", "input_file_block_start() AS _offset", "monotonically_increasing_id() AS _row"]
# Characters of keys that neither a glob of Spark nor an address gives a meaning.
PLAIN_KEY = re.compile(r"[\w.=+@/-]+", re.ASCII)

names = ["source", "output", "sql", "tables", "event_types", "training_share", "holdout_by"]
args = getResolvedOptions(sys.argv, names)
s3 = boto3.client("s3")
spark = SparkSession.builder.getOrCreate()
spark.conf.set("spark.sql.caseSensitive", "true")
# With pruning, a row that lacks a value or has one too many would pass.
spark.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")


def read_text(url):
    # Spark would list the bucket first, which is the CDK's bootstrap bucket and not this job's to list.
    bucket, key = url.removeprefix("s3://").split("/", 1)
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def files_of(table):
    bucket, prefix = args["source"].removeprefix("s3://").split("/", 1)
    patterns = [re.compile(pattern) for pattern in table["patterns"]]
    urls = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for key in (found["Key"] for found in page.get("Contents", []) if found["Size"] > 0):
            if any(pattern.search(key.removeprefix(prefix)) for pattern in patterns):
                if not PLAIN_KEY.fullmatch(key):
                    raise ValueError(
                        f"s3://{bucket}/{key}: the Glue job reads keys of letters, digits and . = + @ _ - alone; rename it"
                    )
                urls.append(f"s3://{bucket}/{key}")
    if not urls:
        globs = " or ".join(table["globs"])
        raise ValueError(f"the source {args['source']} has no file that matches {globs}. Put it there, or correct the setting data")
    return urls


def rows_of(table):
    columns = table["columns"]
    if table["format"] == "jsonl":
        schema = StructType([StructField(name, StringType()) for name in columns])
        rows = spark.read.schema(schema).option("mode", "FAILFAST").json(files_of(table))
    else:
        options = {"sep": table["delimiter"], "quote": table["quote"], "escape": table["quote"], "mode": "FAILFAST"}
        reader = spark.read.options(header=True, multiLine=True, enforceSchema=False, **options)
        rows = reader.csv(files_of(table))
        missing = [name for name in columns if name not in rows.columns]
        if missing:
            raise ValueError(f"{table['globs'][0]}: lacks the column {missing[0]}; it has {', '.join(rows.columns)}")
    quoted = ["`" + name.replace("`", "``") + "`" for name in columns]
    return rows.selectExpr(*[f"{name} AS c{at}" for at, name in enumerate(quoted)], *PLACE)


described = json.loads(read_text(args["tables"]))
for name, table in described["tables"].items():
    rows_of(table).createOrReplaceTempView(name)

event_types = list(json.loads(args["event_types"]).items())
spark.createDataFrame(event_types, "source string, target string").createOrReplaceTempView("event_types")
spark.createDataFrame(
    [(float(args["training_share"]), args["holdout_by"])], "training_share double, holdout_by string"
).createOrReplaceTempView("settings")

for statement in read_text(args["sql"]).split(";\n"):
    if statement.strip():
        spark.sql(statement)
for name in described["kept"]:
    spark.catalog.cacheTable(name)

problem = spark.table("problems").first()
if problem:
    raise ValueError(problem[0])

counts = {"training_interaction.csv": 0, "warm_interaction.csv": 0}
for name, header in described["outputs"].items():
    rows = spark.table(name.removesuffix(".csv"))
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
