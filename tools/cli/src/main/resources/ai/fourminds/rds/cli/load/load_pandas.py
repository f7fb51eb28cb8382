"""Loads the files of this folder into pandas with the types of export.json.

    import load_pandas
    frames = load_pandas.load()      # a dict: table name -> DataFrame

Run as a program, it says what it has loaded. Needs pandas 1.5 or newer, and the program zstd for files that end in .zst.

Whole numbers are nullable integers, decimals are decimal.Decimal, times of day and durations are timedelta, moments are UTC,
JSON is what json.loads makes of it. A column with a value that pandas' type cannot hold (infinity, BC, 0000-00-00) stays text,
with a warning. NULL and the empty string stay apart.
"""
import csv
import gzip
import io
import json
import re
import subprocess
import sys
import warnings
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).resolve().parent
QUOTED = re.compile('"[^"]*(?:""[^"]*)*"')
INTEGERS = {"int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"}


def load(folder=FOLDER):
    manifest = json.loads((Path(folder) / "export.json").read_text("utf-8"))
    tables = [table for table in manifest["tables"] if table["status"] == "exported"]
    return {table["name"]: frame(Path(folder), table, manifest["options"]) for table in tables}


def frame(folder, table, options):
    columns = table["columns"]
    names = [column["name"] for column in columns]
    if not columns:
        return pd.DataFrame(index=range(table["rows"]))
    text = text_of(folder / table["file"])
    jsonl = options.get("format") == "jsonl"
    cells = cells_of_json(text, columns) if jsonl else cells_of_csv(text, len(columns), options["nullText"])
    series = [typed(column, cells[at], jsonl) for at, column in enumerate(columns)]
    loaded = pd.concat([pd.Series(one) for one in series], axis=1)
    loaded.columns = names
    return loaded


def text_of(path):
    if path.suffix == ".zst":
        packed = subprocess.run(["zstd", "-dcq", "--", str(path)], check=True, stdout=subprocess.PIPE)
        return packed.stdout.decode("utf-8")
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def cells_of_csv(text, width, null):
    """One list per column. NULL is never in quotes: a mark in place of what is quoted and says the same tells them apart."""
    mark = "\ue000"
    while mark in text:
        mark += "\ue000"
    quoted = '"' + null + '"'
    text = QUOTED.sub(lambda match: mark if match.group() == quoted else match.group(), text)
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    next(rows)
    cells = [[] for _ in range(width)]
    for row in rows:
        for at, cell in enumerate(row):
            cells[at].append(None if cell == null else null if cell == mark else cell)
    return cells


def cells_of_json(text, columns):
    rows = [parsed(line) for line in text.split("\n") if line]
    return [[row[column["name"]] for row in rows] for column in columns]


def parsed(text):
    return json.loads(text, parse_float=Decimal, parse_int=whole)


def whole(digits):
    """An int, unless Python would refuse its length or lose its sign."""
    return Decimal(digits) if len(digits) > 4300 or digits == "-0" else int(digits)


def typed(column, cells, jsonl):
    kind = column.get("cells") or "text"
    if kind == "json" and jsonl:
        return objects(cells, np.array([cell is None for cell in cells], dtype=bool))
    if kind != "json":
        # Numbers and truth values of JSON lines, in the words of CSV.
        cells = [cell if cell is None or isinstance(cell, str) else str(cell).lower() for cell in cells]
    if kind != "text":
        # In a file of one column, NULL is written as two quotes.
        cells = [None if cell == "" else cell for cell in cells]
    try:
        return values(kind, cells)
    except (ValueError, OverflowError) as error:
        warnings.warn(f"{column['name']} ({column['type']}) stays text: {error}")
        return pd.array(cells, dtype="string")


def values(kind, cells):
    missing = np.array([cell is None for cell in cells], dtype=bool)
    if kind in INTEGERS:
        return pd.arrays.IntegerArray(np.array([int(cell or 0) for cell in cells], dtype=kind), missing)
    if kind in ("float32", "float64"):
        return pd.arrays.FloatingArray(np.array([float(cell or 0) for cell in cells], dtype=kind), missing)
    if kind == "boolean":
        return pd.arrays.BooleanArray(np.array([cell == "true" for cell in cells], dtype=bool), missing)
    if kind in ("date", "timestamp", "timestamp_utc"):
        moments = [(cell or "NaT").replace("+00:00", "") for cell in cells]
        series = pd.Series(np.array(moments, dtype="datetime64[D]" if kind == "date" else "datetime64[us]"))
        return series.dt.tz_localize("UTC") if kind == "timestamp_utc" else series
    if kind in ("time", "duration"):
        return pd.Series(pd.to_timedelta(cells))
    if kind == "decimal":
        return objects([None if cell is None else Decimal(cell) for cell in cells], missing)
    if kind == "json":
        return objects([None if cell is None else parsed(cell) for cell in cells], missing)
    return pd.array(cells, dtype="string")


def objects(found, missing):
    series = pd.Series(found, dtype=object)
    series[missing] = pd.NA
    return series


if __name__ == "__main__":
    for name, loaded in load().items():
        print(f"{name}: {len(loaded)} rows")
        print(loaded.dtypes.to_string())
