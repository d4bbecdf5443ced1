#!/usr/bin/env python3
"""What the first thousands of requests after the start cost: one connection, server on core 0.

  first-minute.py QUERY SERVER.sh [rounds]     prints a table
"""
import datetime, http.client, json, os, statistics, subprocess, sys, time

query, server = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
WINDOWS, REQUESTS, PORT = 12, 1000, 4390


def cpu(pid):
    """CPU-seconds of all threads, from the scheduler: finer than a clock tick."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            total += int(open(f"/proc/{pid}/task/{thread}/schedstat").read().split()[0])
        except OSError:
            pass
    return total / 1e9


def run(port):
    body = json.dumps({"query": open(query).read().strip()})
    process = subprocess.Popen(["taskset", "-c", "0", server], env={**os.environ, "PORT": str(port), "MODE": "memory"},
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        began = time.monotonic()
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.connect()
                break
            except OSError:
                if time.monotonic() - began > 60:
                    sys.exit("the server did not start")
                time.sleep(0.01)
        windows = []
        for _ in range(WINDOWS):
            before, start = cpu(process.pid), time.monotonic()
            for _ in range(REQUESTS):
                connection.request("POST", "/graphql", body, {"content-type": "application/json", "accept": "application/json"})
                connection.getresponse().read()
            windows.append((cpu(process.pid) - before, time.monotonic() - start))
        return windows
    finally:
        process.terminate()
        process.wait()


def ratios(windows, i):
    steady = statistics.median(w[i] for w in windows[WINDOWS // 2:])
    return [w[i] / steady for w in windows]


os.sched_setaffinity(0, {1})
runs = [run(PORT + i) for i in range(rounds)]
when = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
print(f"{when}: {os.path.splitext(os.path.basename(query))[0]}, memory, one connection; each thousand requests after the start, as a multiple of a thousand later on "
      f"(the median of the 7th to the 12th thousand). Median of {rounds} starts, highest in brackets.\n")
print("| thousand | CPU | wall clock |\n|--:|--:|--:|")
for n in (0, 1, 2, 3, 5):
    c, w = [ratios(r, 0)[n] for r in runs], [ratios(r, 1)[n] for r in runs]
    print(f"| {n + 1}. | {statistics.median(c):.2f} ({max(c):.2f}) | {statistics.median(w):.2f} ({max(w):.2f}) |")
