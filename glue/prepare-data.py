"""Runs prepare-data.sql over a shop's CSV parts in S3, as a job of AWS Glue.

--source         s3://bucket/prefix/, below which interactions/, items/ and users/ hold the parts
--output         s3://bucket/prefix/ for a folder of parts a prepared file, each part with its header
--sql            s3://bucket/key of prepare-data.sql
--event_types    JSON object from event types to keep to their new names
--training_share share of the interactions, oldest first, that training gets
--holdout_by     user for that share of each user's interactions, time for the shop's
"""

import json
import sys

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
from pyspark.sql.functions import concat_ws

PREPARED_FILES = [
    "training_interaction.csv",
    "training_item.csv",
    "training_user.csv",
    "validation_interaction.csv",
    "warm_interaction.csv",
]

args = getResolvedOptions(sys.argv, ["source", "output", "sql", "event_types", "training_share", "holdout_by"])
spark = SparkSession.builder.getOrCreate()
spark.conf.set("spark.sql.caseSensitive", "true")
# With pruning, a row that lacks a value or has one too many would pass.
spark.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")

for table in ["interactions", "items", "users"]:
    parts = spark.read.options(header=True, multiLine=True, escape='"', mode="FAILFAST", enforceSchema=False)
    # A part with line ends in its values is read as a whole, so its rows have ascending numbers.
    parts.csv(f"{args['source']}{table}/*.csv").selectExpr(
        "*", "input_file_name() AS _part", "input_file_block_start() AS _offset", "monotonically_increasing_id() AS _row"
    ).createOrReplaceTempView(table)

event_types = list(json.loads(args["event_types"]).items())
spark.createDataFrame(event_types, "source string, target string").createOrReplaceTempView("event_types")
spark.createDataFrame(
    [(float(args["training_share"]), args["holdout_by"])], "training_share double, holdout_by string"
).createOrReplaceTempView("settings")

# Spark would list the bucket first, which is the CDK's bootstrap bucket and not this job's to list.
bucket, key = args["sql"].removeprefix("s3://").split("/", 1)
sql = boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()
for statement in sql.split(";\n"):
    if statement.strip():
        spark.sql(statement)

problem = spark.table("problems").first()
if problem:
    raise ValueError(problem[0])

for name in PREPARED_FILES:
    rows = spark.table(name.removesuffix(".csv"))
    # The values are CSV already, so each row is written as one value that nothing quotes.
    lines = rows.select(concat_ws(",", *rows.columns).alias(",".join(rows.columns)))
    lines.write.mode("overwrite").options(header=True, sep="\u0001", quote="", escape="", emptyValue="").options(
        ignoreLeadingWhiteSpace=False, ignoreTrailingWhiteSpace=False
    ).option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false").csv(f"{args['output']}{name}/")
