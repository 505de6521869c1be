"""Runs a mapping's SQL over a shop's files in S3, as a job of AWS Glue.

--source         s3://bucket/prefix/, below which the files are
--output         s3://bucket/prefix/ for a folder of parts a prepared file, each part with its header
--sql            s3://bucket/key of the SQL that the mapping is compiled to
--tables         s3://bucket/key of JSON that says how the files become tables, and which views are the prepared files
--event_types    JSON object from event types to keep to their new names
--training_share share of the interactions, oldest first, that training gets
--holdout_by     user for that share of each user's interactions, time for the shop's
"""

import argparse
import csv
import gzip
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor

import boto3
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, concat, concat_ws, from_json, input_file_name, length, lit, raise_error, size, substring, translate, when
from pyspark.sql.functions import sum as sum_of
from pyspark.sql.types import ArrayType, StringType, StructField, StructType

# Where each row stands. A file with line ends in its values is read as a whole, so its rows have ascending numbers.
PLACE = ["input_file_name() AS _part", "input_file_block_start() AS _offset", "monotonically_increasing_id() AS _row"]
# Characters of keys that neither a glob of Spark nor an address gives a meaning.
PLAIN_KEY = re.compile(r"[\w.=+@/-]+", re.ASCII)
# What is read of a CSV file for the names of its columns.
HEADER_BYTES = 64 * 1024
OPEN_QUOTE = "a quote is not closed, or one inside a value is not doubled"
FULL_DISK = "the disk of a worker is full. Raise the setting glueWorkers: each worker brings a disk of its own"
# What the log of a failure says, and the words for it.
KNOWN_FAILURES = [
    ("No space left on device", FULL_DISK),
    # Where S3A has no space to keep what it sends.
    ("Could not find any valid local directory", FULL_DISK),
    ("OutOfMemoryError", "a worker has too little memory: it reads each CSV file in one piece. Divide the files, or raise the setting glueWorkers"),
    ("ExecutorLostFailure", "workers were lost again and again. Deploy again; if it stays so, raise the setting glueWorkers"),
]
# Causes that say no more than that there is a cause.
EMPTY_CAUSES = ("Job aborted", "Task failed while writing", "Encountered error while reading", "Exception thrown in awaitResult")


def read_text(url):
    # Spark would list the bucket first, which is the CDK's bootstrap bucket and not this job's to list.
    bucket, key = url.removeprefix("s3://").split("/", 1)
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def key_problem(key):
    name = key.rsplit("/", 1)[-1]
    if not PLAIN_KEY.fullmatch(key):
        return "the Glue job reads keys of letters, digits and . = + @ _ - alone"
    # It would skip them without a word.
    if name.startswith(("_", ".")):
        return "Spark reads no files whose names begin with _ or a dot"
    if name.lower().endswith(".gz") and not name.endswith(".gz"):
        return "Spark knows gzip by .gz in lower case alone"
    return None


def files_of(table):
    bucket, prefix = args["source"].removeprefix("s3://").split("/", 1)
    patterns = [re.compile(pattern) for pattern in table["patterns"]]
    urls = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for key in (found["Key"] for found in page.get("Contents", []) if found["Size"] > 0):
            if any(pattern.search(key.removeprefix(prefix)) for pattern in patterns):
                problem = key_problem(key)
                if problem:
                    raise ValueError(f"s3://{bucket}/{key}: {problem}; rename it")
                urls.append(f"s3://{bucket}/{key}")
    if not urls:
        globs = " or ".join(table["globs"])
        raise ValueError(f"the source {args['source']} has no file that matches {globs}. Put it there, or correct the setting data")
    return urls


def header_of(table, url):
    bucket, key = url.removeprefix("s3://").split("/", 1)
    with s3.get_object(Bucket=bucket, Key=key)["Body"] as body:
        start = (gzip.GzipFile(fileobj=body) if key.endswith(".gz") else body).read(HEADER_BYTES)
    text = io.StringIO(start.decode("utf-8-sig", "replace"), newline="")
    rows = csv.reader(text, delimiter=table["delimiter"], quotechar=table["quote"])
    return [name.strip() for name in next((row for row in rows if row), [])]


def csv_of(table):
    # Spark refuses column names that are empty or occur twice, so its columns are numbered.
    urls = files_of(table)
    with ThreadPoolExecutor() as pool:
        headers = list(pool.map(lambda url: header_of(table, url), urls))
    header = headers[0]
    for url, other in zip(urls, headers):
        if other != header:
            raise ValueError(f"{url}: the CSV header does not conform to that of {urls[0]}")
    for name in table["columns"]:
        if header.count(name) != 1:
            problem = f"has the column {name} more than once" if name in header else f"lacks the column {name}"
            raise ValueError(f"{urls[0]}: {problem}; it has {', '.join(header)}")
    refuse_open_quotes(urls, table["quote"])
    options = {"sep": table["delimiter"], "quote": table["quote"], "escape": table["quote"], "mode": "FAILFAST"}
    # Otherwise a quote that is not closed would swallow the rows up to the next one.
    options["unescapedQuoteHandling"] = "RAISE_ERROR"
    schema = StructType([StructField(f"_{at}", StringType()) for at in range(len(header))])
    rows = spark.read.schema(schema).options(header=True, multiLine=True, **options).csv(urls)
    return rows, [f"_{header.index(name)}" for name in table["columns"]]


def refuse_open_quotes(urls, quote):
    # Spark reads the rest of a file as one value.
    line = col("value")
    quotes = sum_of(length(line) - length(translate(line, quote, "")))
    counted = spark.read.text(urls).groupBy(input_file_name().alias("url")).agg((quotes % 2).alias("odd"))
    found = counted.where("odd = 1").first()
    if found:
        raise ValueError(f"{found['url']}: {OPEN_QUOTE}")


def json_of(table):
    schema = ArrayType(StructType([StructField(name, StringType()) for name in table["columns"]]))
    options = {"allowSingleQuotes": "false", "allowNonNumericNumbers": "false"}
    lines = spark.read.options(lineSep="\n").text(files_of(table)).where(r"value RLIKE '[^ \t\r]'")
    # In a list of its own, because Spark reads no further than the first object of a line.
    objects = from_json(concat(lit("["), col("value"), lit("]")), schema, options)
    problem = concat(input_file_name(), lit(": a line is not one JSON object: "), substring(col("value"), 1, 40))
    rows = lines.withColumn("objects", objects).withColumn(
        "object", when((size("objects") == 1) & col("objects")[0].isNotNull(), col("objects")[0]).otherwise(raise_error(problem))
    )
    return rows.select("object.*"), table["columns"]


def rows_of(table):
    rows, columns = json_of(table) if table["format"] == "jsonl" else csv_of(table)
    quoted = ["`" + name.replace("`", "``") + "`" for name in columns]
    return rows.selectExpr(*[f"{name} AS c{at}" for at, name in enumerate(quoted)], *PLACE)


def words_of(failure):
    """What went wrong, without Java's trace."""
    text = str(failure)
    for sign, words in KNOWN_FAILURES:
        if sign in text:
            return words
    causes = re.findall(r"^Caused by: (?:[\w.$]+(?:Exception|Error): )?(.+)$", text, re.MULTILINE)
    telling = [cause for cause in causes if not any(empty in cause for empty in EMPTY_CAUSES)]
    words = telling[-1] if telling else text.split("\n\tat ")[0]
    if "Unescaped quote" in words:
        words = OPEN_QUOTE
    if "Error Code: AccessDenied" in text:
        denied = words.split(" (Service: ")[0]
        return f"AccessDenied: neither the job's role nor a policy of the bucket or its key may refuse this: {denied}"
    words = re.sub(r".*Malformed CSV record: ", "a row has not as many values as the header: ", words)
    place = re.search(r"while reading file (\S+)\. ", text)
    return f"{place[1]}: {words}" if place and not words.startswith("s3://") else words


def prepare():
    described = json.loads(read_text(args["tables"]))
    for name, table in described["tables"].items():
        rows_of(table).createOrReplaceTempView(name)

    spark.sql(
        "SELECT EXPLODE(FROM_JSON(:event_types, 'map<string, string>')) AS (source, target)", {"event_types": args["event_types"]}
    ).createOrReplaceTempView("event_types")
    # Literals, so that Spark computes only the kind of hold-out that is asked for.
    spark.sql(
        "SELECT :training_share AS training_share, :holdout_by AS holdout_by",
        {"training_share": float(args["training_share"]), "holdout_by": args["holdout_by"]},
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
        # The values are CSV already, so each row is written as one value. Spark would quote one with the separator or a zero byte in it;
        # the SQL lets neither pass.
        lines = rows.select(concat_ws(",", *[col(column) for column in rows.columns]).alias(",".join(header)))
        lines.write.mode("overwrite").options(header=True, sep="\r", quote="", escape="", emptyValue="").options(
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


if __name__ == "__main__":
    names = ["source", "output", "sql", "tables", "event_types", "training_share", "holdout_by"]
    parser = argparse.ArgumentParser(allow_abbrev=False)
    for name in names:
        parser.add_argument(f"--{name}", required=True)
    # Glue adds arguments of its own.
    args = vars(parser.parse_known_args()[0])
    s3 = boto3.client("s3")
    spark = SparkSession.builder.getOrCreate()
    spark.conf.set("spark.sql.caseSensitive", "true")
    # With pruning, a row that lacks a value or has one too many would pass.
    spark.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")
    # Views are built on one another, and Spark would analyze all below a view again for each one.
    spark.conf.set("spark.sql.legacy.storeAnalyzedPlanForView", "true")
    try:
        prepare()
    except ValueError:
        raise
    except Exception as failure:
        raise RuntimeError(words_of(failure)) from failure
