#!/usr/bin/env bash
# What the gateway itself costs, as it is published, against the sandbox: prints the tables of docs/performance.md, section "The gateway".
#
#   ./gateway.sh [W1|W2|W3|start|memory] [--gateway folder]     all of them, of a gateway that it publishes, where nothing is said
set -euo pipefail
exec dotnet run -c Release --project "$(cd "$(dirname "$0")" && pwd)" -- gateway "$@"
