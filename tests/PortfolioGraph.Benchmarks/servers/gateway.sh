#!/usr/bin/env bash
# modes: upstream memory plain
exec dotnet "$(dirname "$0")/../bin/Release/net10.0/PortfolioGraph.Benchmarks.dll"
