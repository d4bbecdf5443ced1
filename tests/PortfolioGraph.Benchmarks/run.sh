#!/usr/bin/env bash
# Measures, and rewrites the tables between the markers of docs/performance.md.
#
#   LAB=folder ./run.sh [--rounds 5] [--seconds 4] …     the lab's folder, then arguments for its run.py
#
# The lab is copied, so its own folder may be read-only. It needs Node, npm, wrk and two cores; see its README. What the gateway itself costs
# is measured by gateway.sh beside this script, where it is there: what it prints goes between the markers of its own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
docs="$here/../../docs/performance.md"
work=${WORK:-${TMPDIR:-/tmp}/portfoliograph-lab}
: "${LAB:?LAB names the folder of the performance lab}"

# replace NAME: what comes in goes between <!-- NAME --> and <!-- /NAME -->.
replace() {
  python3 - "$docs" "$1" 3<&0 <<'PY'
import os, re, sys
path, name = sys.argv[1:]
text = os.fdopen(3).read().strip()
page = open(path).read()
start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
before, found, rest = page.partition(start)
assert found and end in rest, f"{path} has no markers {start} … {end}"
open(path, "w").write(f"{before}{start}\n{text}\n{rest[rest.index(end):]}")
PY
}

mkdir -p "$work"
[ -d "$work/lab" ] || cp -a "$LAB" "$work/lab"
dotnet publish "$here" -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -p:RunAnalyzers=false -o "$here/bin/lab" -v quiet

export EXTRA_SERVERS="$here/servers"
servers=gateway,mercurius,limit,limit-same-jit,grafast
check=$("$work/lab/run.sh" --check --servers gateway)
echo "$check"
! grep -q DIFFERENT <<<"$check"
[ "$(grep -c ' equal ' <<<"$check")" -ge 9 ]

"$work/lab/run.sh" --servers "$servers" --rounds 5 --out "$work/table" "$@"
python3 "$here/table.py" "$work/table.json" > "$work/table.short.md"
replace lab < "$work/table.short.md"

python3 "$here/first-minute.py" "$work/lab/queries/Q2.graphql" "$here/servers/gateway.sh" > "$work/first-minute.md"
replace first-minute < "$work/first-minute.md"

if [ -x "$here/gateway.sh" ]; then
  "$here/gateway.sh" > "$work/gateway.md"
  replace gateway < "$work/gateway.md"
fi
