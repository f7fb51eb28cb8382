#!/bin/sh
# Exports every database of an instance, each into a folder of its own; ends with 7 where some tables failed.
#
#   export-all-databases.sh INSTANCE FOLDER
#
# Settings come from FOURMINDS_RDS_* variables, or a saved connection named by FOURMINDS_RDS_CONNECTION.
set -eu
command=${FOURMINDS_RDS:-fourminds-rds}
databases=$($command databases "$1" --format csv)
printf '%s\n' "$databases" | tail -n +2 | {
    status=0
    while IFS= read -r database; do
        $command export "$1" "$database" --all --out "$2/$database" </dev/null || status=$?
    done
    exit "$status"
}
