// node record.mjs PROGRAM: writes golden.json, requests and the replies of the conformance program that mean the same as those of graphql-js.
// The tests hold the engine to them; only recording needs Node (npm install) and the built program.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { answer, difference } from './oracle.mjs';
import { requests } from './generate.mjs';

const small = 'type Query { a(x: Int = 3, y: ID): String b: Int! c: Int l: [[Int!]]! o: Query p: [Query!] }';
const execute = (document, root, variables = {}, operationName = null) => ({ mode: 'execute', schema: small, document, operationName, variables, root });
const deep = (levels) => `{ ${'o { '.repeat(levels)}c${' }'.repeat(levels)} }`;
const handmade = [
  { mode: 'parse', document: '{ a(b: 1 }' },
  { mode: 'print', document: 'query{a,b(c:"x")}' },
  { mode: 'schema', schema: 'type Query { a: Int } extend type Query { b: Nope }' },
  { mode: 'schema', schema: 'type Query { a: Int } extend type Query { b: Int }' },
  { mode: 'validate', schema: 'type Query { a: Int }', document: '{ a }' },
  execute('query ($y: ID) { k: a(y: $y) c }', { a: { __args: true }, c: { __error: 'failed c' } }, { y: 7 }),
  execute('{ c b }', { c: 1 }),
  execute('{ c }', {}, {}, 'X'),
  execute('{ l }', { l: [[1, null], [2], 3, null, []] }),
  execute('{ l }', { l: null }),
  execute('{ p { b c } c }', { p: [{ b: 1, c: 2 }, { c: 3 }], c: 4 }),
  execute('{ o { p { b } } c }', { o: { p: [{ b: 1 }, 'no object'] }, c: 4 }),
  execute('{ o @skip(if: true) { c } }', {}),
  execute('{ o { c @include(if: false) } }', { o: {} }),
  execute(deep(200), {}),
  { mode: 'print', document: deep(200) },
];

const program = process.argv[2];
const all = [...handmade, ...requests(7, 330)].map((request, index) => ({ id: String(index), ...request }));
const { stdout } = spawnSync(program, { input: all.map((r) => JSON.stringify(r)).join('\n') + '\n', maxBuffer: 1 << 30 });
const replies = String(stdout).split('\n').filter(Boolean).map((line) => JSON.parse(line));

// Texts of messages and codes are ours to change.
const bare = (reply) => JSON.parse(JSON.stringify(reply), (name, value) => (name === 'message' || name === 'extensions' ? undefined : value));
const schemas = [];
const cases = [];
for (const [index, request] of all.entries()) {
  const { result } = replies[index];
  if (difference(request, answer(request), result)) continue;
  const { schema, ...rest } = request;
  if (schema === undefined) cases.push({ request: rest, reply: bare(replies[index]) });
  else {
    if (!schemas.includes(schema)) schemas.push(schema);
    cases.push({ schema: schemas.indexOf(schema), request: rest, reply: bare(replies[index]) });
  }
}

const lines = (items) => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
writeFileSync(new URL('golden.json', import.meta.url), `{"schemas":${lines(schemas)},"cases":${lines(cases)}}\n`);
console.log(`${cases.length} of ${all.length} recorded`);
