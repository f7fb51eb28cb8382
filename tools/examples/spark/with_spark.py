"""Apache Spark in Python: a table in four parts, each read with a token of its own.

spark-submit --jars fourminds-rds-<version>.jar,fourminds-rds-spark-<version>.jar with_spark.py URL
"""

import sys

from pyspark.sql import SparkSession

with SparkSession.builder.getOrCreate() as spark:
    orders = (
        spark.read.format("jdbc")
        .option("url", sys.argv[1])
        .option("driver", "ai.fourminds.rds.FourmindsRdsDriver")
        .option("dbtable", "public.orders")
        .option("partitionColumn", "id")
        .option("lowerBound", 1)
        .option("upperBound", 120_000)
        .option("numPartitions", 4)
        .option("fetchsize", 10_000)
        .load()
    )
    orders.where("quantity > 5").groupBy("status").count().show()
