// Writes validation.json: documents and what graphql-js says is wrong with them, and type system documents likewise.
// The documents are the lists below and, from a fixed seed, random ones over validation.graphql.
// Left out is what graphql-js 16 does not check but the specification does; the tests of the rules have those cases.
import { readFileSync, writeFileSync } from 'node:fs';
import { buildASTSchema, parse, printSchema, specifiedRules, validate, validateSchema } from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';

const here = (name) => new URL(name, import.meta.url);
const schema = buildASTSchema(parse(readFileSync(here('validation.graphql'), 'utf8')));
const types = Object.fromEntries(Object.entries(schema.getTypeMap()).filter(([name]) => !name.startsWith('__')));

// The limit on introspection is graphql-js's own.
const rules = specifiedRules.filter((rule) => rule.name !== 'MaxIntrospectionDepthRule');
const plain = (errors) => errors.map(({ message, locations }) => ({ message, at: (locations ?? []).map(({ line, column }) => `${line}:${column}`).join(' ') }));

let seed = 20250901;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor((seed / 4294967296) * n));
const pick = (list) => list[random(list.length)];
const chance = (percent) => random(100) < percent;
let mistakes = 0; // how many percent of the choices of a document are wrong ones
const slip = () => random(1000) < mistakes * 10;

const aliases = ['a', 'b', 'id'];
const junk = ['1', '1.5', '"s"', 'true', 'null', 'ONE', 'FOUR', '[1]', '[]', '{}', '{min: 1, key: "k"}', '{a: 1}', '{a: 1, b: "x"}', '{a: null}', '2147483648', '$v', '$w', '{c: {key: $v}}', '{b: $w}', '[[1, null], 2]', '{x: 1}', '"""block"""', '{min: 1, min: 2}'];

function value(type, depth = 0) {
  if (slip()) return pick(junk);
  const text = String(type);
  if (text.endsWith('!')) return value(type.ofType, depth);
  if (text.startsWith('[')) return chance(70) ? `[${Array.from({ length: random(3) }, () => value(type.ofType, depth)).join(', ')}]` : value(type.ofType, depth);
  switch (text) {
    case 'Int': return pick(['1', '-7', '0', '$v']);
    case 'Float': return pick(['1', '1.5', '-2e10']);
    case 'String': return pick(['"s"', '"""b"""', '$w']);
    case 'Boolean': return pick(['true', 'false']);
    case 'ID': return pick(['"i"', '5']);
    case 'Kind': return pick(['ONE', 'TWO', 'THREE']);
    case 'Choice': return pick(['{a: 1}', '{b: "x"}', `{c: ${depth > 2 ? '{key: 1}' : value(types.Filter, depth + 1)}}`]);
    case 'Filter': {
      const fields = Object.values(type.getFields()).filter((field) => field.name === 'key' ? !slip() : chance(25) && depth < 3);
      return `{${fields.map((field) => `${field.name}: ${value(field.type, depth + 1)}`).join(', ')}}`;
    }
    default: return pick(junk.filter((text) => !text.includes('$')));
  }
}

const args = (list = []) => {
  const chosen = list.filter((arg) => (String(arg.type).endsWith('!') ? !slip() : chance(25))).map((arg) => `${arg.name}: ${value(arg.type)}`);
  if (slip()) chosen.push('nope: 1');
  return chosen.length ? `(${chosen.join(', ')})` : '';
};
const directives = () => !slip() ? '' : pick([' @skip(if: true)', ' @include(if: $w)', ' @skip', ' @onField @onField(x: 1)', ' @onField(x: "s")', ' @onAny(need: 1)', ' @onAny', ' @nope', ' @onAny(need: 1) @onAny(need: 2)', ' @onQuery', ' @onAny(need: 1, by: {key: 1, mn: 1})']);
const spreads = ['F', 'G', 'H'];

const related = (type) => ['Token', 'Coin', 'Person', 'Asset', 'Named', 'Node', 'Thing', 'Money'].filter((name) =>
  possible(types[name]).some((one) => possible(type).includes(one)));
const possible = (type) => (type?.getTypes || type?.getInterfaces && schema.getImplementations && 'resolveType' in type ? schema.getPossibleTypes(type) : [type]);

function selections(type, depth) {
  const fields = type?.getFields ? Object.values(type.getFields()) : [];
  const items = Array.from({ length: 1 + random(3) }, () => {
    if (chance(12)) return `...${pick(spreads)}${directives()}`;
    if (chance(18) && depth < 5 && related(type).length > 0) {
      const on = pick([...(slip() ? Object.keys(types) : related(type)), ...(slip() ? ['Kind', 'Nope', 'Filter', 'Query'] : [])]);
      return chance(15) ? `...${directives()} { ${selections(type, depth + 1)} }` : `... on ${on}${directives()} { ${selections(types[on], depth + 1)} }`;
    }
    if (chance(6)) return '__typename';
    if (slip()) return pick([ 'a: __typename', 'nope', 'nam', 'id { x }', '__schema { types { name } }', '__type(name: "Token") { name }']);
    if (fields.length === 0) return '__typename';
    const field = pick(fields);
    let named = field.type;
    while (named.ofType) named = named.ofType;
    const composite = named.getFields || named.getTypes;
    if (composite && depth > 4) return '__typename';
    const body = composite ? (!slip() ? ` { ${selections(named, depth + 1)} }` : '') : slip() ? ' { x }' : '';
    return `${chance(25) ? `${slip() ? pick(aliases) : `x${random(1000)}`}: ` : ''}${field.name}${args(field.args)}${directives()}${body}`;
  });
  return items.join(' ');
}

function document() {
  mistakes = pick([0, 0, 2, 5, 12]);
  const operation = chance(85) ? `{ ${selections(types.Query, 0)} }` : `{ ${selections(types.Mutation, 0)} }`;
  const isQuery = !operation.startsWith('{ add') && !operation.startsWith('{ remove');
  const parts = [];
  let text = operation;
  for (const name of spreads) {
    if (slip() || !text.includes(`...${name}`)) continue;
    const on = pick(['Query', 'Token', 'Coin', 'Person', 'Asset', 'Named', 'Thing']);
    parts.push(`fragment ${name} on ${on}${directives()} { ${selections(types[on], 3)} }`);
    text += parts.at(-1);
  }
  const variables = [];
  if (text.includes('$v') !== slip()) variables.push(`$v: ${pick(['Int', 'Int!', 'Int = 1', ...(slip() ? ['ID', '[Int]', 'Nope', 'Token'] : [])])}`);
  if (text.includes('$w') !== slip()) variables.push(`$w: ${pick(['String', 'String!', ...(slip() ? ['Boolean!', 'String = null', 'Filter'] : [])])}`);
  if (slip()) variables.push('$v: Int', '$k: Kind = FIVE');
  parts.unshift(`${isQuery ? 'query Q' : 'mutation M'}${variables.length ? `(${variables.join(', ')})` : ''}${directives()} ${operation}`);
  if (slip()) parts.push('{ coin { id } }');
  if (slip()) parts.push('query Q { coin { id } }');
  if (slip()) parts.push('fragment F on Token { id }');
  if (slip()) parts.push('type Extra { a: Int }');
  return parts.join('\n');
}

const handmade = [
  'subscription { changed { id } }', 'subscription S { changed { id } removed }', 'subscription { ...F } fragment F on Subscription { changed { id } other { name } }',
  'subscription { __typename }', 'subscription S { changed { id } __typename }', 'subscription { a: changed { id } a: changed { value } }',
  '{ thing { ... on Token { decimals } ... on Coin { decimals } } }', '{ thing { ... on Token { tags } ... on Coin { tags } } }',
  '{ thing { ... on Token { self { id } } ... on Coin { self { id } } } }', '{ thing { ... on Token { x: id } ... on Coin { x: id } ... on Person { x: best { name } } } }',
  '{ person { best { a: name } best { a: other { name } } best { best { a: name } } } }',
  '{ person { ...A ...B } } fragment A on Person { best { ...B x: name } } fragment B on Person { best { ...A x: name(short: true) } }',
  '{ person { a: friends(first: 1, kind: ONE) { name } a: friends(kind: ONE, first: 1) { name } } }',
  '{ token(j: {key: 1, all: [{key: 1, min: 2}]}) { id } token(j: {all: [{min: 2, key: 1}], key: 1}) { id } }',
  '{ named { ... on Person { x: name } ... on Token { x: name(short: true) } } }', '{ node(id: 1) { name value decimals } thing { id } }',
  '{ named { friends { name } } }', '{ token(f: "ONE") { id } token(f: ONEE) { id } }', 'query ($a: [Int!]!, $b: [Int]) { required(x: 1, y: $a) r: required(x: 1, y: $b) }',
  'query ($c: Int, $d: Int!, $e: String = "x", $f: String) { a: token(k: {a: $c}) { id } b: token(k: {a: $d}) { id } c: token(k: {b: $e}) { id } d: token(k: {b: $f}) { id } }',
  'fragment X on Query { ...Y ...Z } fragment Y on Query { ...Z } fragment Z on Query { ...X ...Y ...Z } { ...X }', 'query A { ...U } query B($x: Int) { ...U } fragment U on Query { required(x: $x, y: []) }',
];

const sdl = [
  'type T { a: Int }',
  'type Query { a: Int }',
  'type Query { a: Nope }',
  'type Query { a: Int a: Int }',
  'type Query { a: I } input I { a: Int }',
  'type Query { a(x: Query): Int }',
  'type Query { a(x: Int, x: Int): Int }',
  'type Query { __a: Int }',
  'type Query { a(__x: Int): Int }',
  'type Query { a: Int } type Query { b: Int }',
  'type Query { a: Int } extend type Nope { b: Int }',
  'type Query { a: Int } extend interface Query { b: Int }',
  'type Query { a: Int } extend type Query { a: Int }',
  'type Query { a: Int } schema { query: Query } schema { query: Query }',
  'type Query { a: Int } schema { query: Query query: Query }',
  'type Query { a: Int } schema { query: Query } extend schema { query: Query }',
  'type Query { a: Int } interface I { a: Int } type T implements I { b: Int }',
  'type Query { a: Int } interface I { a: Int } type T implements I { a: String }',
  'type Query { a: Int } interface I { a: Int } type T implements I { a: Int! }',
  'type Query { a: Int } interface I { a(x: Int): Int } type T implements I { a: Int }',
  'type Query { a: Int } interface I { a(x: Int): Int } type T implements I { a(x: Int!): Int }',
  'type Query { a: Int } interface I { a: Int } type T implements I { a(x: Int!): Int }',
  'type Query { a: Int } interface I { a: Int } type T implements I { a(x: Int! = 1): Int }',
  'type Query { a: Int } interface I { a: [I] } type T implements I { a: [T!]! }',
  'type Query { a: Int } interface I { a: I } type T implements I { a: U } union U = T type X { a: Int }',
  'type Query { a: Int } interface I { a: U } union U = T | S type T implements I { a: S } type S { a: Int }',
  'type Query { a: Int } interface I { a: Int } interface J implements I { a: Int } type T implements J { a: Int }',
  'type Query { a: Int } interface I implements I { a: Int }',
  'type Query { a: Int } interface I implements J { a: Int } interface J implements I { a: Int }',
  'type Query { a: Int } type T implements Query { a: Int }',
  'type Query { a: Int } type S { b: Int } type T implements S & Nope { b: Int }',
  'type Query { a: Int } union U type T { a: U }',
  'type Query { a: Int } union U = Int | Query',
  'type Query { a: Int } union U = Query | Query',
  'type Query { a: Int } union U = Query extend union U = Query',
  'type Query { a: Int } enum E',
  'type Query { a: Int } enum E { A A }',
  'type Query { a: Int } enum E { A } extend enum E { A }',
  'type Query { a: Int } enum E { __A }',
  'type Query { a: Int } input I',
  'type Query { a: Int } type T',
  'type Query { a: Int } interface I',
  'type Query { a: Int } input I { a: Query }',
  'type Query { a: Int } input I { a: I! }',
  'type Query { a: Int } input I { a: J! } input J { b: K! } input K { c: I! d: J! }',
  'type Query { a: Int } input I { a: [I!]! }',
  'type Query { a: Int } input I { a: I }',
  'type Query { a: Int } input I @oneOf { a: Int! b: Int = 1 }',
  'type Query { a: Int } input I @oneOf { a: Int b: Int }',
  'type Query { a(x: Int! @deprecated): Int }',
  'type Query { a(x: Int! = 1 @deprecated): Int }',
  'type Query { a: Int } input I { a: Int! @deprecated b: Int @deprecated }',
  'type Query { a: Int } directive @d(x: Int! @deprecated) on FIELD directive @e on FIELD',
  'type Query { a: Int } directive @__d on FIELD directive @e on FIELD',
  'type Query { a: Int } directive @d(__x: Int) on FIELD directive @e on FIELD',
  'type Query { a: Int } directive @d on FIELD directive @d on QUERY',
  'type Query { a: Int } directive @d(x: Int, x: Int) on FIELD directive @e on FIELD',
  'type Query { a: Int } directive @d(x: Query) on FIELD directive @e on FIELD',
  'type Query { a: Int @nope }',
  'type Query { a: Int @skip(if: true) }',
  'type Query { a: Int @deprecated @deprecated }',
  'type Query { a: Int @deprecated(why: "x") }',
  'type Query { a: Int @deprecated(reason: "x", reason: "y") }',
  'type Query { a: Int } scalar S @specifiedBy',
  'type Query { a: Int } scalar S @specifiedBy(url: "x") extend scalar S @specifiedBy(url: "y")',
  'type Query { a: Int @d @d } directive @d(x: Int! = 1) repeatable on FIELD_DEFINITION',
  'type Query { a: Int @d } directive @d(x: Int!) on FIELD_DEFINITION',
  'type Query { a: Int } extend schema @d directive @d on SCHEMA',
  'type Query { a: Int } extend schema @d @d directive @d on SCHEMA',
  'type Query { a: Int } enum Mutation { A }',
  'type Query { a: Int } schema { mutation: Query }',
  'type Query { a: Int } schema { query: Query mutation: E } enum E { A }',
  'type Query { a: Int } schema { query: Nope }',
  'type Query { a(x: E = A): E } enum E { A B @deprecated C @deprecated(reason: "c") }',
  'type Query { a: Int } "d" scalar S @specifiedBy(url: "https://x") """\nlong\n  text\n""" type T { "f" a("x" x: Int = 1, y: [I!] = [{a: 1}]): S } input I { a: Int = 3 }',
  'type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }',
  'type Query { a: Int } type M { a: Int } extend schema { mutation: M }',
  'type Query { a: Int } "d" schema { query: Query }',
  'type Query { a: Quer }',
  'type Query { a: Int } interface Node { id: ID! } extend type Query implements Node { id: ID! }',
  'type Query { a: Int } extend union Query = Query',
  'type Query { a: Int } extend enum Query { A }',
  'type Query { a: Int } extend input Query { a: Int }',
  'type Query { a: Int } extend scalar Query @specifiedBy(url: "x") scalar S',
  'schema { query: Q } "x" type Q { "y" a: Int }',
];

function recordSchema(source) {
  const document = parse(source);
  const errors = validateSDL(document);
  if (errors.length > 0) return { source, errors: plain(errors) };
  const built = buildASTSchema(document, { assumeValidSDL: true });
  const more = validateSchema(built);
  return more.length > 0 ? { source, errors: plain(more) } : { source, printed: printSchema(built) };
}

const documents = [...handmade, ...Array.from({ length: 500 }, document)];
const recorded = {
  documents: documents.map((source) => ({ source, errors: plain(validate(schema, parse(source), rules, { maxErrors: 1e9 })) })),
  schemas: sdl.map(recordSchema),
};
const lines = (list) => list.map((item) => JSON.stringify(item)).join(',\n');
writeFileSync(here('validation.json'), `{"documents":[\n${lines(recorded.documents)}\n],"schemas":[\n${lines(recorded.schemas)}\n]}\n`);
console.log(recorded.documents.length, recorded.documents.filter((d) => d.errors.length === 0).length, recorded.schemas.length, recorded.schemas.filter((d) => d.printed).length);
