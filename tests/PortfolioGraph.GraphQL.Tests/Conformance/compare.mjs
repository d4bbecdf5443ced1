// node compare.mjs PROGRAM [SEED [COUNT]]: asks the conformance program and graphql-js the same, and shows where they differ.
import { spawnSync } from 'node:child_process';
import { answer, difference, isKnownDeviation } from './oracle.mjs';
import { requests } from './generate.mjs';

const [program, seed = '1', count = '2000'] = process.argv.slice(2);
const all = [...requests(Number(seed), Number(count))].map((request, index) => ({ id: String(index), ...request }));
const { stdout, stderr, status } = spawnSync(program, { input: all.map((r) => JSON.stringify(r)).join('\n') + '\n', maxBuffer: 1 << 30 });
if (status !== 0) console.log('exit', status, String(stderr).slice(0, 2000));
const replies = String(stdout).split('\n').filter(Boolean).map((line) => JSON.parse(line));
const totals = {};
let shown = 0;
for (const [index, request] of all.entries()) {
  const expected = answer(request);
  const actual = replies[index]?.result ?? {};
  const total = (totals[request.mode] ??= { agree: 0, known: 0, differ: 0, executed: 0, invalid: 0 });
  const other = difference(request, expected, actual);
  const differs = other && !isKnownDeviation(request, expected, actual);
  total[differs ? 'differ' : other ? 'known' : 'agree']++;
  if ('data' in expected) total.executed++;
  if (expected.errors && !('data' in expected)) total.invalid++;
  if (differs && shown++ < 12) console.log(JSON.stringify({ differs: other, request, expected, actual }, null, 1).slice(0, 6000), '\n');
}
console.log(totals);
