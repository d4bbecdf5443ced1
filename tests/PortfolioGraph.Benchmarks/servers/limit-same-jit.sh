#!/usr/bin/env bash
# modes: bytes stj proxy
# The lab's limit, with the JIT told not to wait either: the fairer of the two to compare with.
export QUERY_DIR="$LAB/queries" DOTNET_TC_CallCountingDelayMs=0
exec dotnet "$LAB/limit/bin/Release/net10.0/limit.dll"
