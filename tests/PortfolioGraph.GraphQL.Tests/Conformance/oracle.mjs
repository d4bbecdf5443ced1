// What graphql-js answers to a request of the conformance protocol, and whether another answer means the same.
import { buildASTSchema, execute, GraphQLError, parse, print, printSchema, specifiedRules, validate, validateSchema } from 'graphql';

const schemas = new Map();
function schemaOf(text) {
  if (!schemas.has(text)) {
    let result;
    try {
      const schema = buildASTSchema(parse(text));
      const errors = validateSchema(schema);
      result = errors.length ? { errors } : { schema };
    } catch (error) {
      result = { errors: error instanceof GraphQLError ? [error] : error.message.split('\n\n').map((message) => ({ message })) };
    }
    schemas.set(text, result);
    if (schemas.size > 50) schemas.delete(schemas.keys().next().value);
  }
  return schemas.get(text);
}

const errorOf = ({ message, locations, path }) => ({ message, locations: locations?.map(({ line, column }) => ({ line, column })), path });
const failure = (errors) => ({ errors: errors.map(errorOf) });

export function answer(request) {
  try {
    switch (request.mode) {
      case 'parse': parse(request.document); return { ok: true };
      case 'print': return { document: print(parse(request.document)) };
      case 'schema': {
        const { schema, errors } = schemaOf(request.schema);
        return schema ? { ok: true, sdl: printSchema(schema) } : failure(errors);
      }
      case 'validate': {
        const { schema, errors } = schemaOf(request.schema);
        return schema ? failure(validate(schema, parse(request.document), specifiedRules, { maxErrors: 1e9 })) : failure(errors);
      }
      default: {
        const { schema, errors } = schemaOf(request.schema);
        if (!schema) return failure(errors);
        const document = parse(request.document);
        const invalid = validate(schema, document, specifiedRules, { maxErrors: 1e9 });
        if (invalid.length) return failure(invalid);
        const result = execute({
          schema, document, rootValue: request.root, operationName: request.operationName, variableValues: request.variables,
          fieldResolver: (source, args, _, info) => {
            const value = source !== null && typeof source === 'object' && !Array.isArray(source) && Object.hasOwn(source, info.fieldName) ? source[info.fieldName] : null;
            if (value?.__error !== undefined) throw new Error(value.__error);
            return value?.__args === true ? JSON.stringify(args) : value;
          },
          typeResolver: (value, _, __, type) => {
            if (typeof value?.__typename !== 'string') throw new Error(`no type for ${type}`);
            return value.__typename;
          },
        });
        return JSON.parse(JSON.stringify({ ...(result.data === undefined ? {} : { data: result.data }), ...(result.errors ? failure(result.errors) : {}) }));
      }
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return failure([error]);
  }
}

const key = (locations) => (locations ?? []).map(({ line, column }) => `${line}:${column}`).sort().join(' ');

/**
 * Where the specification asks for something else than graphql-js 16 does, or leaves it open:
 * defaults are checked (3.6.1), a null condition is not true (6.3.2), a oneOf field in a non-null position takes no nullable variable (5.8.5),
 * the text of a default is that of the source, and an operation needs a root type (5.2.1).
 */
export function isKnownDeviation(request, expected, actual) {
  const all = JSON.stringify([expected.errors ?? [], actual.errors ?? []]);
  if (request.mode === 'schema') return !expected.errors;
  return all.includes('\\"if\\" of non-null type') || all.includes('must be non-nullable to be used for OneOf')
    || all.includes('has no root type for') || /defaultValue/.test(request.document);
}

/** Null when both mean the same, else what differs. */
export function difference(request, expected, actual) {
  const text = (value) => JSON.stringify(value);
  switch (request.mode) {
    case 'parse':
    case 'print':
      if (expected.errors) return actual.errors && key(actual.errors[0].locations) === key(expected.errors[0].locations) ? null : 'syntax error';
      return text(expected) === text(actual) ? null : 'text';
    case 'schema': {
      if (expected.errors || actual.errors) return !!expected.errors === !!actual.errors ? null : 'validity';
      const normal = (sdl) => printSchema(lexicographicSortSchemaTypes(buildASTSchema(parse(sdl))));
      return normal(expected.sdl) === normal(actual.sdl) ? null : 'sdl';
    }
    case 'validate': {
      const plain = (errors) => errors.map((e) => `${e.message.replace(/ Did you mean .*$/, '')} @ ${key(e.locations)}`).sort().join('\n');
      return plain(expected.errors) === plain(actual.errors) ? null : 'errors';
    }
    default: {
      if (('data' in expected) !== ('data' in actual)) return 'outcome';
      if (!('data' in expected)) return null;
      if (text(normalArgs(expected.data)) !== text(normalArgs(actual.data))) return 'data';
      const paths = (errors) => (errors ?? []).map((e) => `${text(e.path)} @ ${key(e.locations)}${/^failed /.test(e.message) ? e.message : ''}`).sort().join('\n');
      return paths(expected.errors) === paths(actual.errors) ? null : 'errors';
    }
  }
}

// Order of definitions is free, that of members is not.
function lexicographicSortSchemaTypes(schema) {
  const config = schema.toConfig();
  return new schema.constructor({ ...config, types: [...config.types].sort((a, b) => (a.name < b.name ? -1 : 1)) });
}

const normalArgs = (value) => JSON.parse(JSON.stringify(value), (_, item) => {
  if (typeof item !== 'string' || !item.startsWith('{')) return item;
  try { return JSON.stringify(JSON.parse(item)); } catch { return item; }
});
