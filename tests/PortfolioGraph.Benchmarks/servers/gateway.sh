#!/usr/bin/env bash
# modes: upstream memory plain
# As run.sh publishes it: compiled ahead.
exec dotnet "$(dirname "$0")/../bin/lab/PortfolioGraph.Benchmarks.dll"
