#!/usr/bin/env python3
"""The lab's results as docs/performance.md shows them: the targets first, then every measurement. Takes the JSON of one run or of several."""
import json, statistics, sys

runs = [json.load(open(path)) for path in sys.argv[1:]]
samples, calls, round_number = {}, {}, 0
for run in runs:
    for s in run["samples"]:
        samples.setdefault((s["server"], s["mode"], s["query"]), {})[round_number + s["round"]] = s
    for r in run["rows"]:
        calls[(r["server"], r["mode"], r["query"])] = r["upstream_calls"] or {}
    round_number += run["args"]["rounds"]
cpu = {key: {n: s["cpu_s_per_1000"] for n, s in each.items()} for key, each in samples.items()}


def median(key, figure):
    return statistics.median(s[figure] for s in samples[key].values())


def ratio(a, b):
    """Median and range of the ratio, formed inside each round: a slow minute hits both alike."""
    each = [cpu[a][r] / cpu[b][r] for r in cpu.get(a, {}) if r in cpu.get(b, {})]
    return (statistics.median(each), min(each), max(each)) if each else None


OURS, FAIR = "gateway", "limit-same-jit"
targets = []
for query, mode, limit, server, other in [
    ("Q1", "memory", 1.3, "limit", "bytes"), ("Q1", "memory", 1.0, "mercurius", "memory"),
    ("Q2", "memory", 0.35, "mercurius", "memory"), ("Q2", "memory", 2.0, "limit", "stj"),
    ("Q3", "memory", 0.15, "mercurius", "memory"), ("Q3", "memory", 2.0, "limit", "stj"),
    ("Q2", "upstream", 1.0, "limit", "proxy"), ("Q3", "upstream", 1.0, "limit", "proxy"),
]:
    got = ratio((OURS, mode, query), (server, other, query))
    if got is None:
        continue
    fair = ratio((OURS, mode, query), (FAIR, other, query)) if server == "limit" else None
    fair_text = f"{fair[0]:.2f} ({fair[1]:.2f} to {fair[2]:.2f})" if fair else ""
    what = server if server == "mercurius" else f"`{other}`"
    targets.append(f"| {query} {mode} / {what} | {limit} | {got[0]:.2f} ({got[1]:.2f} to {got[2]:.2f}) | {'yes' if got[0] <= limit else '**no**'} | {fair_text} |")

growth = ratio((OURS, "memory", "Q3"), (OURS, "memory", "Q2"))
if growth:
    targets.append(f"| growth: Q3 / Q2, memory | 10.5 | {growth[0]:.2f} ({growth[1]:.2f} to {growth[2]:.2f}) | {'yes' if growth[0] <= 10.5 else '**no**'} | |")
for query, limit in (("Q2", 3), ("Q3", 9)):
    key = (OURS, "upstream", query)
    if key in samples:
        alone = sum(calls[key].get(k, 0) for k in ("balances", "platforms", "networks"))
        # What is in flight when the load stops has called, and is not counted as a request.
        load, most = median(key, "upstream_calls_per_request"), limit * 1.03
        targets.append(f"| {query} upstream calls, alone / under load | {limit} | {alone} / {load:.2f} | {'yes' if alone <= limit and load < most else '**no**'} | |")

run = runs[0]
machine, args = run["machine"], run["args"]
foreign = [s["foreign_core0_share"] for each in samples.values() for s in each.values()]
spread = statistics.median((max(each.values()) - min(each.values())) / statistics.median(each.values()) for each in cpu.values())
print(f"{run['when']}, {machine['cores']} cores of {machine['cpu'].strip()}, Linux {machine['kernel']}: {round_number} rounds of {args['seconds']} s (Q3 twice that), "
      f"interleaved, after {args['warmup']} s of the server's CPU. Foreign use of the server's core: median {statistics.median(foreign):.0%}, most {max(foreign):.0%}; "
      f"spread of CPU over the rounds (highest less lowest, by the median): median {spread:.0%}.\n")
print("| CPU of ours / of | at most | median (range) | met | limit with our JIT setting |\n|---|--:|--:|---|--:|")
print("\n".join(targets))
print("\n| query | mode | server | CPU-s / 1000: lowest | median | highest | requests/s | p99 ms | memory MB |\n|---|---|---|--:|--:|--:|--:|--:|--:|")
modes = ["upstream", "proxy", "memory", "plain", "stj", "bytes"]
for key in sorted(samples, key=lambda k: (k[2], modes.index(k[1]), k[0])):
    server, mode, query = key
    each = cpu[key].values()
    name = f"**{server}**" if server == OURS else server
    print(f"| {query} | {mode} | {name} | {min(each):.4f} | {statistics.median(each):.4f} | {max(each):.4f} | {median(key, 'rps'):,.0f} | {median(key, 'p99_ms'):.1f} | {median(key, 'rss_mb'):.0f} |")
for key, why in {k: v for r in runs for k, v in r["dropped"].items()}.items():
    print(f"\nLeft out: {key} ({why}).")
