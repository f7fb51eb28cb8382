#!/bin/sh
# Exports every database of an instance, each into a folder of its own.
#
#   export-all-databases.sh INSTANCE FOLDER
#
# Settings come from FOURMINDS_RDS_* variables, or a saved connection named by FOURMINDS_RDS_CONNECTION.
set -eu
command=${FOURMINDS_RDS:-fourminds-rds}
$command databases "$1" --format csv | tail -n +2 | while IFS= read -r database; do
    $command export "$1" "$database" --all --out "$2/$database" </dev/null
done
