// Writes parse-print.json: documents, and for each what graphql-js prints or where it finds the syntax error.
// The documents are the kitchen sinks beside this file, their definitions, mutations of those (from a fixed seed), and the list below.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, print, visit } from 'graphql';

const here = (name) => new URL(name, import.meta.url);
const kitchenSinks = ['executable', 'typesystem', 'descriptions'].map((name) => readFileSync(here(`${name}.graphql`), 'utf8'));
const definitions = kitchenSinks.flatMap((text) => parse(text).definitions.map(({ loc }) => text.slice(loc.start, loc.end)));

// Edges of the layout rules: 80 columns, block strings, escapes, line ends.
const wide = (length) => `{ ${'f'.repeat(length - '(a: 1, b: 2)'.length)}(a: 1, b: 2) }`;
const block = (value) => `{ f(a: """${value}""") }`;
const handmade = [
  '', ' ', '# only a comment', '\uFEFF{ a }', '{\uFEFFa\uFEFF}', '{a,,,b}', '{\r\n  a\r  b\n  }}',
  wide(79), wide(80), wide(81), `{ ${'a'.repeat(40)}: ${'b'.repeat(40)} }`, `{ x { y { ${wide(80).slice(2, -2)} ${wide(81).slice(2, -2)} } } }`,
  `{ a(x: ["${'y'.repeat(100)}", {k: "${'z'.repeat(100)}"}]) @d(x: "${'y'.repeat(100)}", y: 2) { b } }`, `{ f(a: "${'😀'.repeat(36)}") ${'g'.repeat(90)} }`,
  `{ f(a: """${'x'.repeat(70)}""", b: 1) }`, `{ f(a: """\n${'x\n'.repeat(20)}""", b: 1) { g(a: """\n${'x\n'.repeat(40)}""", b: [1]) } }`,
  ...['', ' ', '\n', 'a', ' a', '\ta', '\n a', 'a\n b', '\n  a\n b\n', '\n  a\n\n  b\n', 'a\n   \n  b', 'a"', '"a', 'a\\\\', 'a\\"""', '\\"""', '\\"""a\n', 'a\r\n b\rc', '\n\t a\n \tb',
    'x'.repeat(70), 'x'.repeat(71), ` ${'x'.repeat(70)}`, ` ${'x'.repeat(69)}`, `x\\""" "`, ' a"', 'a\\', '\u0000\u0007', '\n    a\n  ', 'a\n\n\n', '\\"" \\\\'].map(block),
  '{ f(a: "\\b\\f\\n\\r\\t\\/\\\\\\"\\u0000\\u001F\\u007f\\u009F\\u00a0\\u2028\\uD83D\\uDE00\\u{1F600}\\u{0}\\u{10FFFF}") }',
  '{ f(a: 0, b: -0, c: 0.0, d: -1.50e-007, e: 1E9, f: 123456789012345678901234567890) }',
  '{ f(a: {}, b: [], c: [[], {}], d: {e: [{g: $h}]}, i: [true false null on]) }',
  'type A { f(a: Int "d" b: Int): Int g("d" a: Int): Int h(a: Int = 1 @d(x: [1, 2])): Int }',
  'type A { f("""\n  two\n    lines\n""" a: Int): Int }', 'directive @a("""x""" b: Int) on FIELD', 'input A { a: String = """\n x\n  y\n""" }',
  '"""\n  d\n    e\n""" enum E { """\n  f\n    g\n""" A }', 'union U = | A', 'type A implements & B', '"d" schema { query: Q mutation: M }',
];

// A small generator with a fixed seed, so that a second recording gives the same documents.
let state = 20250901;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = (items) => items[random(items.length)];
const pieces = (text) => text.match(/"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|\w+|\s+|[^]/g);
const oddments = ['{', '}', '(', ')', '[', ']', '!', '$', '&', '|', '=', '@', ':', '...', '..', '"', '"""', '\\', '\\u12', '\n', '\r\n', '\uFEFF', '#', ' # c\n', '%', "'", 'é', '😀', '\u0000',
  '0', '01', '-', '1.', '1.5', '1e', '1x', '.5', 'on', 'true', 'null', 'query', 'fragment', 'extend', 'type', 'implements', 'repeatable', '$a', '"d"', '"""d"""', '"\\q"', '{}', '()', '[]'];
const mutate = (text) => {
  const parts = pieces(text);
  for (let changes = 1 + random(2); changes > 0; changes--) {
    const at = random(parts.length);
    const kind = random(4);
    if (kind === 0) parts.splice(at, 1);
    else if (kind === 1) parts.splice(at, 0, pick(oddments));
    else if (kind === 2) parts[at] = pick(oddments);
    else parts[at] = parts[at] + pick(oddments);
  }
  return parts.join('');
};
const short = definitions.filter((text) => text.length < 300);
const mutations = Array.from({ length: 400 }, () => mutate(pick(short)));

const record = (source) => {
  try {
    const document = parse(source);
    // graphql-js does not indent variable definitions that have line breaks; the engine does.
    let comparable = true;
    visit(document, { VariableDefinition: (node) => { comparable &&= !print(node).includes('\n'); } });
    return { source, printed: comparable ? print(document) : null };
  } catch (error) {
    const [{ line, column }] = error.locations;
    return { source, line, column, message: error.message };
  }
};

const cases = [...new Set([...kitchenSinks, ...definitions, ...handmade, ...mutations])].map(record);
writeFileSync(here('parse-print.json'), `[\n${cases.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`);
console.log(`${cases.length} cases, ${cases.filter((item) => item.line === undefined).length} of them valid`);
