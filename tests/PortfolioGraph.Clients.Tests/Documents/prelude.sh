# What stands before the commands of a page: the programs that they call, as they are here. Pages are followed from the folder of a clone.
set -eo pipefail

listens() { until command curl -s -o "$STATE/ready" "$1"; do sleep 0.1; kill -0 "$2"; done; }

# In place of a second terminal, a server runs in the background; in place of Ctrl+C, the next one ends it.
serve() {
  local name=$1 url=$2; shift 2
  [ ! -f "$STATE/$name.pid" ] || { kill "$(cat "$STATE/$name.pid")"; while kill -0 "$(cat "$STATE/$name.pid")" 2>/dev/null; do sleep 0.1; done; }
  "$DOTNET" "$@" >"$STATE/$name.log" 2>&1 </dev/null &
  echo $! >"$STATE/$name.pid"
  listens "$url" $!
}

# Not built again: what was built for the tests.
dotnet() {
  case "$*" in
    "run --project src/PortfolioGraph.Gateway")
      ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="http://127.0.0.1:$GATEWAY_PORT" serve gateway "http://127.0.0.1:$GATEWAY_PORT/health/live" "$BIN/PortfolioGraph.Gateway.dll" ;;
    "run --project src/PortfolioGraph.Gateway -- "*)
      shift 4; ASPNETCORE_ENVIRONMENT=Development command "$DOTNET" "$BIN/PortfolioGraph.Gateway.dll" "$@" ;;
    "run --project src/PortfolioGraph.Sandbox")
      serve sandbox "http://127.0.0.1:$NEPTUNE_PORT/api/v1/status/health" "$BIN/PortfolioGraph.Sandbox.dll" --okx-port "$OKX_PORT" --mesh-port "$MESH_PORT" --neptune-port "$NEPTUNE_PORT" ;;
    *) echo "dotnet $*: unknown here" >&2; return 1 ;;
  esac
}

curl() { command curl --fail-with-body --max-time 20 "$@"; }

# Nothing is fetched: the packages are those of tests/Clients, in the very versions that the page names.
npm() {
  [ "$1" = install ] || { command npm "$@"; return; }
  local package
  for package in "${@:2}"; do
    case "$package" in
      --*) ;;
      *) [ "$(node -p "require('$PACKAGES/${package%@*}/package.json').version")" = "${package##*@}" ] || { echo "$package is not in tests/Clients" >&2; return 1; } ;;
    esac
  done
  [ -e node_modules ] || ln -s "$PACKAGES" node_modules
}
