#!/bin/sh
# Writes the resources start-classes-RELEASE.gz: what help, listings and exports load, from real runs against a local RDS
# with every engine. After a change that loads other classes the archives made of them only serve less.
#
#   tools/cli/start-classes.sh JDK...    the folders of a JDK 17 and a JDK 25
set -euf
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
lists=$root/tools/cli/src/main/resources/ai/fourminds/rds/cli
[ $# -gt 0 ] || {
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
work=$(mktemp -d)
server=
# shellcheck disable=SC2317 # called by the trap
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || :
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' HUP INT TERM

"$root/tools/fourminds-rds" --version >&2
read -r version <"$root/tools/cli/target/launcher.stamp"
jar=$root/tools/cli/target/fourminds-rds-cli-$version.jar
mkfifo "$work/settings"
(cd "$work" && exec "$root/tools/fourminds-rds" local) >"$work/settings" &
server=$!
# The settings come when the server is ready, which then keeps its end open.
exec 3<"$work/settings"
while IFS= read -r line <&3; do
    printf '%s\n' "$line"
    case $line in *FOURMINDS_RDS_TLS_ROOT_CERT=*) break ;; esac
done >"$work/environment"
# shellcheck source=/dev/null
. "$work/environment"

walk() { # COMMAND...
    number=$((number + 1))
    "$jdk/bin/java" -XX:+UseSerialGC -Xlog:disable -XX:DumpLoadedClassList="$work/$number.list" -cp "$jar" \
        ai.fourminds.rds.cli.Main "$@" >"$work/output" 2>&1 || {
        cat "$work/output" >&2
        exit 1
    }
}

for jdk in "$@"; do
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release")
    number=0
    walk --help
    walk --version
    walk instances
    for instance in prod-analytics prod-orders prod-billing; do
        walk databases "$instance"
        database=$(tail -n 1 "$work/output")
        walk tables "$instance" "$database"
        walk export "$instance" "$database" --all --exclude 'private.*' --out "$work/export" --overwrite
    done
    # Numbers are those of one run, and constants (@cp) no part of such an archive.
    set +f
    cat "$work"/*.list | sed 's/ id: .*//; /^#/d; /^@cp/d' | LC_ALL=C sort -u | gzip -9n >"$work/classes.gz"
    rm "$work"/*.list
    set -f
    mv "$work/classes.gz" "$lists/start-classes-$release.gz"
    echo "start-classes-$release.gz: $(gzip -dc "$lists/start-classes-$release.gz" | wc -l) lines"
done
