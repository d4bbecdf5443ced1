// Whether tools can work with the schema: node check.mjs GRAPHQL_URL. Prints one line a problem, and fails when there is one.
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildClientSchema, buildSchema, getIntrospectionQuery, isEnumType, isInputObjectType, isInterfaceType, isObjectType, lexicographicSortSchema, printSchema,
} from 'graphql';

const [url] = process.argv.slice(2);
const problems = [];

const served = buildSchema(await (await fetch(`${url}?sdl`)).text());
const baseline = buildSchema(readFileSync(new URL('baseline.graphql', import.meta.url), 'utf8'));
for (const change of await diff(baseline, served)) {
  if (change.criticality.level === CriticalityLevel.Breaking) problems.push(`breaking: ${change.message}`);
}

const query = getIntrospectionQuery({
  specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
});
const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
const introspected = buildClientSchema((await response.json()).data);
const text = (schema) => printSchema(lexicographicSortSchema(schema));
if (text(served) !== text(introspected)) problems.push('the served SDL and the answer of introspection are different schemas');

const described = (coordinate, thing) => {
  if (!thing.description?.trim()) problems.push(`no description: ${coordinate}`);
};
for (const type of Object.values(served.getTypeMap())) {
  if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
  described(type.name, type);
  if (isEnumType(type)) for (const value of type.getValues()) described(`${type.name}.${value.name}`, value);
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      described(`${type.name}.${field.name}`, field);
      for (const argument of field.args ?? []) described(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
