// Writes defer.json: documents with @defer, and what graphql-js answers: the payloads merged, the paths of the errors, and every fragment
// that it announced with how it ended. The documents are the list below and, from a fixed seed, random ones.
import { writeFileSync } from 'node:fs';
import { buildSchema, experimentalExecuteIncrementally, parse, validate } from 'graphql';

const sdl = `
directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
interface Thing { id: Int! slow: Int }
type Query { id: Int! slow: Int node: Node hard: Node! slowNode: Node nodes: [Node!] things: [Thing] }
type Mutation { node: Node hard: Node! }
type Subscription { node: Node }
type Node implements Thing {
  id: Int! name: String slow: Int slowName: String! bad: String slowBad: String badHard: String! slowBadHard: String!
  child: Node slowChild: Node hardChild: Node! nodes: [Node!] slowNodes: [Node] things: [Thing!]
}
type Leaf implements Thing { id: Int! slow: Int leaf: String slowLeaf: String }
`;
const schema = buildSchema(sdl);

// Members that are not there are null; those that start with "bad" or "slowBad" fail.
let ids = 0;
const leaf = () => ({ __typename: 'Leaf', id: ids++, slow: ids, leaf: 'l', slowLeaf: 'sl' });
const node = (depth) => {
  const one = { __typename: 'Node', id: ids++, name: `n${ids}`, slow: ids, slowName: `s${ids}` };
  if (depth === 0) return one;
  return {
    ...one, child: node(depth - 1), slowChild: depth > 1 ? node(depth - 2) : null, hardChild: depth > 1 ? node(0) : null,
    nodes: [node(depth - 1), node(0)], slowNodes: [node(0), null], things: [node(0), leaf()],
  };
};
const root = { id: 0, slow: 1, node: node(3), hard: node(2), slowNode: node(2), nodes: [node(2), node(1)], things: [node(1), null, leaf()] };

const fieldResolver = async (source, _, __, info) => {
  const name = info.fieldName;
  if (name.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 1));
  if (/^(bad|slowBad)/.test(name)) throw new Error('failed');
  return source[name] ?? null;
};

async function answer(document, variables) {
  const result = await experimentalExecuteIncrementally({ schema, document: parse(document), rootValue: root, variableValues: variables, fieldResolver });
  const initial = result.initialResult ?? result;
  const data = structuredClone(initial.data);
  const errors = (initial.errors ?? []).map((error) => error.path.join('/'));
  const open = new Map();
  const fragments = [];
  const begin = (pending) => pending?.forEach((fragment) => open.set(fragment.id, fragment));
  begin(initial.pending);
  for await (const payload of result.subsequentResults ?? []) {
    begin(payload.pending);
    for (const { id, subPath = [], data: part, errors: failed = [] } of payload.incremental ?? []) {
      let target = data;
      for (const step of [...open.get(id).path, ...subPath]) target = target[step];
      Object.assign(target, part);
      errors.push(...failed.map((error) => error.path.join('/')));
    }
    for (const { id, errors: failed } of payload.completed ?? []) {
      const { path, label } = open.get(id);
      fragments.push({ path: path.join('/'), label, failed: failed?.map((error) => error.path.join('/')) });
      open.delete(id);
    }
  }
  return { data, errors: errors.sort(), fragments };
}

let seed = 20261125;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor((seed / 4294967296) * n));
const pick = (list) => list[random(list.length)];
let labels, spreads, budget, failing;
const defer = () => ` @defer(${pick(['', '', 'if: $yes, ', 'if: $no, '])}label: "d${labels++}")`;

function selection(type, depth) {
  const parts = [];
  for (let i = 0; i < 1 + random(4); i++) {
    if (budget-- < 0) break;
    const kind = random(10);
    if (kind < 4) parts.push(`... ${random(4) === 0 && type !== 'Thing' ? `on ${type}` : ''}${defer()} { ${selection(type, depth)} }`);
    else if (kind === 4 && type === 'Node') { const name = pick(['F', 'G']); spreads.add(name); parts.push(`...${name}${random(2) ? defer() : ''}`); }
    else if (kind === 5 && type === 'Thing') parts.push(`... on ${pick(['Node', 'Leaf'])}${defer()} { ${pick(['id', 'slow'])} }`);
    else if (kind < 8 || depth > 3 || !['Node', 'Query'].includes(type)) {
      parts.push(pick({
        Query: ['id', 'slow'], Thing: ['id', 'slow', '__typename'], Leaf: ['id', 'slow', 'leaf', 'slowLeaf'],
        Node: ['id', 'slow', 'name', 'slowName', ...(failing ? ['bad', 'slowBad', 'badHard', 'slowBadHard'] : ['slow', 'name'])],
      }[type]));
    } else {
      const name = pick(type === 'Query' ? ['node', 'hard', 'slowNode', 'nodes', 'things'] : ['child', 'slowChild', 'nodes', 'slowNodes', 'things', ...(failing ? ['hardChild'] : [])]);
      parts.push(`${name} { ${selection(name === 'things' ? 'Thing' : 'Node', depth + 1)} }`);
    }
  }
  return parts.join(' ') || 'id';
}

function document() {
  labels = 0; spreads = new Set(); budget = 26; failing = random(2) === 0;
  let text = `query ($yes: Boolean! = true, $no: Boolean! = false) { q: id @include(if: $yes) x: id @skip(if: $no) ${selection('Query', 0)} }`;
  const bodies = { F: 'id slow child { slowName }', G: `slowName ... @defer(label: "g") { slow ${failing ? 'slowBadHard' : 'name'} }` };
  for (const name of spreads) text += ` fragment ${name} on Node { ${bodies[name]} }`;
  return text;
}

const documents = [
  '{ node { id ... @defer { slow } } }',
  '{ ... @defer(label: "root") { slow node { slowName } } }',
  '{ node { ...N @defer(label: "n") } } fragment N on Node { id slow child { slow } }',
  '{ nodes { id ... @defer(label: "each") { slow } } }',
  '{ node { id ... @defer { id } } }',
  '{ node { id ... @defer { id slow } ... @defer(label: "again") { slow name } } }',
  '{ node { ... @defer(label: "a") { child { slow id } } ... @defer(label: "b") { child { slow slowName } name } } }',
  '{ node { ... @defer(label: "outer") { slow ... @defer(label: "inner") { slowName } } } }',
  '{ node { ... @defer(label: "outer") { ... @defer(label: "inner") { slowName } } } }',
  '{ node { ... @defer(label: "outer") { slow ... @defer(label: "inner") { slow } } } }',
  '{ node { child { id } ... @defer(label: "deep") { child { child { slow } slowName } } } }',
  '{ node { ... @defer(label: "bad") { slowBad slow } } }',
  '{ node { ... @defer(label: "hard") { slowBadHard slow } } }',
  '{ node { id ... @defer(label: "hard") { child { slowBadHard } slow } } }',
  '{ node { id ... @defer(label: "a") { slowBadHard } ... @defer(label: "b") { slow } } }',
  '{ node { id ... @defer(label: "a") { slowBadHard ... @defer(label: "b") { slowName } } } }',
  '{ node { slowBadHard ... @defer(label: "gone") { slow } } id }',
  '{ nodes { id ... @defer(label: "rows") { hardChild { slow } } } }',
  '{ things { __typename ... on Node @defer(label: "node") { slowName } ... on Leaf @defer(label: "leaf") { slowLeaf } } }',
  '{ slowNode { id ... @defer(label: "later") { slowNodes { id ... @defer(label: "last") { slow } } } } }',
  'query ($v: Boolean! = false) { node { ... @defer(if: $v) { slow } id } }',
  'query ($v: Boolean) { node { ... @defer(if: $v) { slow } id } }',
  '{ node { ... @defer(if: false) { slow } id } }',
  'mutation { node { id ... @defer(label: "m") { slow } } hard { id } }',
  'mutation { node { id ... @defer(label: "m") { slow slowBadHard } } hard { ... @defer(label: "h") { slowName } } }',
];
while (documents.length < 260) documents.push(document());

const invalid = [
  '{ node { ...N @defer(label: "x") ... @defer(label: "x") { id } } } fragment N on Node { id }',
  'query ($l: String) { node { ... @defer(label: $l) { id } } }',
  '{ node { ... @defer(label: null) { id } ... @defer(label: null) { id } } }',
  '{ node { ... @defer(if: null) { id } } }',
  '{ node { id @defer } }',
  '{ node { ... @defer @defer { id } } }',
  'mutation { ... @defer { node { id } } }',
  'mutation { ...M } fragment M on Mutation { ... @defer(if: false) { node { id } } }',
  'mutation { ...M @defer } fragment M on Mutation { node { id } }',
  'mutation { node { ... @defer { id } } }',
  'subscription { ... @defer(if: false) { node { id } } }',
  'subscription { node { ... @defer { id } } }',
  'subscription { node { ... @defer(if: false) { id } } }',
  'subscription ($v: Boolean! = true) { node { ... @defer(if: $v) { id } ... @defer @skip(if: $v) { id } ... @include(if: false) { ... @defer { id } } } }',
  'subscription { node { ...A ...B } } fragment A on Node { child { ...B } } fragment B on Node { ... @defer { id } }',
  'query ($v: Int) { node { ... @defer(if: $v) { id } ... @defer(label: 1) { id } ... @defer(lable: "x") { id } } }',
];

const cases = [];
for (const text of documents) {
  const errors = validate(schema, parse(text));
  if (errors.length > 0) throw new Error(`${text}: ${errors[0]}`);
  cases.push({ document: text, ...(await answer(text)) });
}
const refused = invalid.map((text) => ({
  document: text,
  errors: validate(schema, parse(text)).map(({ locations }) => locations.map(({ line, column }) => `${line}:${column}`).join(' ')).sort(),
}));
writeFileSync(new URL('defer.json', import.meta.url), `${JSON.stringify({ schema: sdl, root, cases, refused }, null, 1)}\n`);
