// Random requests of the conformance protocol, from a seed: schemas, documents over them, variables and data, some of each broken on purpose.
export function* requests(seed, count) {
  const random = mulberry(seed);
  for (let i = 0; i < count;) {
    const schema = new SchemaText(random);
    const sdl = schema.print();
    yield { mode: 'schema', schema: sdl };
    yield { mode: 'schema', schema: mutate(random, sdl, schema.words()) };
    yield { mode: 'print', document: sdl };
    i += 3;
    for (let j = 0; j < 12; j++, i++) {
      const text = new DocumentText(random, schema);
      const document = text.print();
      const broken = mutate(random, document, schema.words());
      const roll = random(10);
      if (roll === 0) yield { mode: 'parse', document: broken };
      else if (roll === 1) yield { mode: 'print', document };
      else if (roll === 2) yield { mode: 'validate', schema: sdl, document };
      else if (roll <= 4) yield { mode: 'validate', schema: sdl, document: broken };
      else {
        yield {
          mode: 'execute', schema: sdl, document: random(25) === 0 ? broken : document, operationName: text.operationName(),
          variables: text.variableValues(), root: schema.data(text.root, 4),
        };
      }
    }
  }
}

function mulberry(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

function mutate(random, text, words) {
  const tokens = text.match(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|[A-Za-z_]\w*|-?\d[\d.eE+-]*|\s+|[\s\S]/g);
  const any = () => (random(2) ? tokens[random(tokens.length)] : words[random(words.length)]);
  for (let i = 0; i <= random(2); i++) {
    const at = random(tokens.length);
    const roll = random(4);
    if (roll === 0) tokens.splice(at, 1);
    else if (roll === 1) tokens.splice(at, 0, ' ', any(), ' ');
    else if (roll === 2) tokens[at] = any();
    else {
      // A name for a name breaks rules rather than syntax.
      const names = tokens.map((t, index) => (/^[A-Za-z_]/.test(t) ? index : -1)).filter((index) => index >= 0);
      tokens[names[random(names.length)]] = random(2) ? tokens[names[random(names.length)]] : words[random(words.length)];
    }
  }
  return tokens.join('');
}

class SchemaText {
  constructor(random) {
    this.random = random;
    const many = (prefix, least, more) => Array.from({ length: least + random(more + 1) }, (_, i) => `${prefix}${i}`);
    this.scalars = many('S', 0, 1);
    this.enums = new Map(many('E', 1, 1).map((name) => [name, many('V', 1, 3)]));
    this.inputs = new Map();
    for (const name of many('N', 1, 2)) {
      const oneOf = random(3) === 0;
      this.inputs.set(name, {
        oneOf,
        fields: many('x', 1, 3).map((field) => {
          const type = this.inputType(2, !oneOf);
          return { name: field, type, initial: oneOf || random(3) ? null : this.literal(type, 3) };
        }),
      });
    }
    this.objects = many('O', 2, 2);
    this.interfaceNames = many('I', 1, 1);
    this.unions = new Map(many('U', 1, 0).map((name) => [name, this.objects.filter(() => random(2))]));
    for (const members of this.unions.values()) if (members.length === 0) members.push('O0');
    this.fields = new Map();
    this.implementers = new Map();
    for (const [index, name] of this.interfaceNames.entries()) {
      this.fields.set(name, this.newFields(`i${index}f`, 1, 1));
      this.implementers.set(name, this.objects.filter(() => random(3)));
    }
    for (const name of this.objects) {
      const inherited = this.interfaceNames.filter((i) => this.implementers.get(i).includes(name)).flatMap((i) => this.fields.get(i));
      this.fields.set(name, [...inherited, ...this.newFields('f', 2, 3)]);
    }
    this.fields.set('Query', this.newFields('f', 3, 3));
    this.hasMutation = random(3) === 0;
    if (this.hasMutation) this.fields.set('Mutation', this.newFields('m', 2, 1));
    this.mayBreak = random(12) === 0;
  }

  newFields(prefix, least, more) {
    return Array.from({ length: least + this.random(more + 1) }, (_, i) => ({
      name: `${prefix}${i}`,
      type: this.outputType(3),
      args: Array.from({ length: this.random(3) ? 0 : 1 + this.random(3) }, (_, j) => {
        const type = this.inputType(2, true);
        return { name: `a${j}`, type, initial: this.random(3) ? null : this.literal(type, 3) };
      }),
      deprecated: this.random(8) === 0,
    }));
  }

  pick(items) { return items[this.random(items.length)]; }

  wrap(name, depth) {
    let type = { name };
    for (let i = 0; i < depth && this.random(3) === 0; i++) type = { list: this.random(3) ? type : { ...type, nonNull: true } };
    return this.random(3) ? type : { ...type, nonNull: true };
  }

  outputType(depth) {
    const leaf = ['Int', 'Float', 'String', 'Boolean', 'ID', 'String', ...this.enums.keys(), ...this.scalars];
    const composite = [...this.objects, ...this.interfaceNames, ...this.unions.keys()];
    return this.wrap(this.random(5) < 2 ? this.pick(composite) : this.pick(leaf), depth);
  }

  inputType(depth, mayBeNonNull) {
    const type = this.wrap(this.pick(['Int', 'Float', 'String', 'Boolean', 'ID', ...this.enums.keys(), ...this.scalars, ...this.inputs.keys()]), depth);
    if (!mayBeNonNull) delete type.nonNull;
    return type;
  }

  kindOf(name) {
    return this.enums.has(name) ? 'enum' : this.inputs.has(name) ? 'input' : this.scalars.includes(name) ? 'scalar' : name;
  }

  possible(name) { return this.unions.get(name) ?? this.implementers.get(name) ?? [name]; }

  isComposite(name) { return this.fields.has(name) || this.unions.has(name); }

  // A value as a tree: the same one can be written as a literal or as JSON. Undefined variables: a default, which has to be valid.
  value(type, depth, variables) {
    const { random } = this;
    const strict = variables === undefined;
    if (variables && random(5) === 0) return { variable: variables(type) };
    if (!type.nonNull && random(6) === 0) return { null: true };
    if (!strict && random(60) === 0) return this.pick([{ int: '1' }, { string: 'no' }, { bool: true }, { enumName: 'NOPE' }, { list: [] }, { object: [] }, { null: true }]);
    if (type.list) {
      if (!strict && random(5) === 0) return this.value(type.list, depth, variables);
      return { list: Array.from({ length: random(4) }, () => this.value(type.list, depth, variables)) };
    }
    switch (this.kindOf(type.name)) {
      case 'Int': return { int: this.pick(['0', '1', '-7', '2147483647', strict || random(30) ? '5' : '2147483648']) };
      case 'Float': return random(2) ? { int: '3' } : { float: this.pick(['1.5', '-0.25', '1e3', '2.0']) };
      case 'String': return { string: this.pick(['', 'a', 'é "\\ \n', '😀', '\u2028']) };
      case 'Boolean': return { bool: random(2) === 0 };
      case 'ID': return random(2) ? { string: 'id' } : { int: '42' };
      case 'enum': return { enumName: this.pick(this.enums.get(type.name)) };
      // graphql-js cannot print a default that is an object of a custom scalar.
      case 'scalar': return variables !== undefined && random(2)
        ? { object: [['k', this.value({ name: 'Int' }, 0, variables)], ['l', { list: [{ enumName: 'X' }, { string: 's' }] }]] }
        : this.pick([{ int: '9' }, { string: 'any' }, { enumName: 'ANY' }, { bool: false }]);
      default: {
        const { oneOf, fields } = this.inputs.get(type.name);
        if (strict && oneOf) return { object: [[fields[0].name, this.value({ ...fields[0].type, nonNull: true }, depth - 1)]] };
        if (depth <= 0) return { object: oneOf ? [] : fields.filter((f) => f.type.nonNull && f.initial === null).map((f) => [f.name, this.value(f.type, depth - 1)]) };
        if (oneOf && random(8)) {
          const field = this.pick(fields);
          return { object: [[field.name, this.value({ ...field.type, nonNull: random(10) > 0 }, depth - 1, variables)]] };
        }
        return {
          object: fields.filter((f) => (f.type.nonNull && f.initial === null ? strict || random(20) : random(2)))
            .map((f) => [f.name, this.value(f.type, depth - 1, variables)]).concat(strict || random(40) ? [] : [['unknown', { int: '1' }]]),
        };
      }
    }
  }

  literal(type, depth, variables) { return literalOf(this.value(type, depth, variables)); }

  data(typeName, depth) {
    const { random } = this;
    const result = {};
    for (const field of this.fields.get(typeName) ?? []) {
      if (random(15) === 0) continue;
      if (random(25) === 0) result[field.name] = { __error: `failed ${field.name}` };
      else if (field.type.name === 'String' && field.args.length > 0 && random(8)) result[field.name] = { __args: true };
      else result[field.name] = this.datum(field.type, depth);
    }
    return result;
  }

  datum(type, depth) {
    const { random } = this;
    if (random(type.nonNull ? 40 : 10) === 0) return null;
    if (random(50) === 0) {
      // Whether a number may stand for a string is left to the engine.
      const odd = this.pick(['bad', [[1]], 2.5, -1, { odd: true }, [], 3000000000]);
      if (typeof odd !== 'number' || !['String', 'Boolean'].includes(inner(type))) return odd;
    }
    if (type.list) return Array.from({ length: depth > 2 ? random(4) : random(3) }, () => this.datum(type.list, depth));
    if (this.isComposite(type.name)) {
      if (depth <= 0) return null;
      const possible = this.possible(type.name);
      if (possible.length === 0) return { __typename: 'O0' };
      const concrete = this.pick(possible);
      const value = this.data(concrete, depth - 1);
      if (random(30)) value.__typename = random(30) ? concrete : this.pick(['Query', 'Nope', 'E0', 7]);
      return value;
    }
    switch (this.kindOf(type.name)) {
      case 'Int': return this.pick([0, 1, -5, 2147483647, 7]);
      case 'Float': return this.pick([0, 1.5, -2.25, 1e21, 100]);
      case 'Boolean': return random(2) === 0;
      case 'ID': return this.pick(['a', 5, 'b']);
      case 'enum': return random(30) ? this.pick(this.enums.get(type.name)) : 'NOPE';
      case 'scalar': return this.pick([1, 'x', [1, null], { deep: [{ a: 1 }] }, true]);
      default: return this.pick(['', 'text', 'é"\n\\', '😀\u2028\u0001']);
    }
  }

  words() {
    return [...this.objects, ...this.interfaceNames, ...this.inputs.keys(), ...this.enums.keys(), 'Query', 'Nope', 'Int', 'String', 'f0', 'f1', 'a0', 'V0', 'x0', '$v0',
      '$v9', '@skip(if: true)', '@include', '@d0', '!', '[', ']', '{', '}', '(', ')', ':', '=', '|', '&', '...', '1', '"s"', 'null', 'true', '__typename', 'fragment', 'extend',
      'type', 'interface', 'union', 'input', 'implements', 'on', 'query', 'mutation', 'subscription', 'schema', '@deprecated', '@oneOf', '#', '"""'];
  }

  print() {
    const { random } = this;
    const typeText = (t) => (t.list ? `[${typeText(t.list)}]` : t.name) + (t.nonNull ? '!' : '');
    const inputText = (i) => `${i.name}: ${typeText(i.type)}${i.initial === null ? '' : ` = ${i.initial}`}`;
    const fieldText = (f) =>
      `  ${random(10) ? '' : '"about"\n  '}${f.name}${f.args.length ? `(${f.args.map(inputText).join(', ')})` : ''}: ${typeText(f.type)}${f.deprecated ? ' @deprecated(reason: "old")' : ''}`;
    const block = (lines) => `{\n${lines.join('\n')}\n}`;
    const split = (keyword, name, rest, lines) => {
      if (random(8) || lines.length < 2) return [`${keyword} ${name}${rest} ${block(lines)}`];
      return [`${keyword} ${name}${rest} ${block(lines.slice(0, 1))}`, `extend ${keyword} ${name} ${block(lines.slice(1))}`];
    };
    const interfacesOf = (name) => this.interfaceNames.filter((i) => this.implementers.get(i).includes(name));
    const parts = [
      'directive @d0(a: Int = 1) repeatable on FIELD | QUERY | FIELD_DEFINITION | OBJECT',
      ...this.scalars.map((s) => `scalar ${s}${random(2) ? '' : ' @specifiedBy(url: "https://example.org/s")'}`),
      ...[...this.enums].map(([name, values]) => `enum ${name} ${block(values.map((v) => `  ${v}${random(6) ? '' : ' @deprecated'}`))}`),
      ...[...this.inputs].flatMap(([name, { oneOf, fields }]) => split('input', name, oneOf ? ' @oneOf' : '', fields.map((f) => `  ${inputText(f)}`))),
      ...this.interfaceNames.flatMap((name) => split('interface', name, '', this.fields.get(name).map(fieldText))),
      ...this.objects.flatMap((name) => split('type', name, interfacesOf(name).length ? ` implements ${interfacesOf(name).join(' & ')}` : '', this.fields.get(name).map(fieldText))),
      ...[...this.unions].map(([name, members]) => `union ${name} = ${members.join(' | ')}`),
      ...split('type', 'Query', '', this.fields.get('Query').map(fieldText)),
      ...(this.hasMutation ? split('type', 'Mutation', '', this.fields.get('Mutation').map(fieldText)) : []),
    ];
    this.printed ??= parts.join('\n\n');
    return this.printed;
  }
}

function literalOf(value) {
  if ('variable' in value) return `$${value.variable}`;
  if ('null' in value) return 'null';
  if ('int' in value) return value.int;
  if ('float' in value) return value.float;
  if ('string' in value) return JSON.stringify(value.string);
  if ('bool' in value) return String(value.bool);
  if ('enumName' in value) return value.enumName;
  if ('list' in value) return `[${value.list.map(literalOf).join(', ')}]`;
  return `{${value.object.map(([name, item]) => `${name}: ${literalOf(item)}`).join(', ')}}`;
}

function jsonOf(value) {
  if ('null' in value) return null;
  if ('int' in value) return Number(value.int);
  if ('float' in value) return Number(value.float);
  if ('string' in value) return value.string;
  if ('bool' in value) return value.bool;
  if ('enumName' in value) return value.enumName;
  if ('list' in value) return value.list.map(jsonOf);
  return Object.fromEntries(value.object.map(([name, item]) => [name, jsonOf(item)]));
}

class DocumentText {
  constructor(random, schema) {
    this.random = random;
    this.schema = schema;
    this.isMutation = schema.hasMutation && random(3) === 0;
    this.root = this.isMutation ? 'Mutation' : 'Query';
    this.variables = [];
    this.fragments = [];
    this.budget = 25;
    this.body = this.selections(this.root, 4);
  }

  variable(type) {
    const known = this.variables.filter((v) => JSON.stringify(v.type) === JSON.stringify(type));
    if (known.length && this.random(2)) return known[this.random(known.length)].name;
    const name = `v${this.variables.length}`;
    const declared = type.nonNull && this.random(4) === 0 ? { ...type, nonNull: undefined } : type;
    const initial = (declared !== type && this.random(10)) || this.random(4) === 0 ? this.schema.literal(declared, 2) : null;
    this.variables.push({ name, type: declared, initial });
    return name;
  }

  directives() {
    const { random } = this;
    if (random(6)) return '';
    const condition = random(2) ? String(random(2) === 0) : `$${this.variable({ name: 'Boolean', nonNull: true })}`;
    return ` @${random(2) ? 'skip' : 'include'}(if: ${condition})${random(6) ? '' : ' @d0 @d0(a: 2)'}`;
  }

  args(field) {
    const { random } = this;
    const given = field.args.filter((a) => (a.type.nonNull && a.initial === null ? random(40) : random(3)));
    const text = given.map((a) => `${a.name}: ${this.schema.literal(a.type, 3, random(2) ? (type) => this.variable(type) : null)}`);
    return text.length ? `(${text.join(', ')})` : '';
  }

  selections(typeName, depth) {
    const { random, schema } = this;
    const lines = [];
    const fields = schema.fields.get(typeName) ?? [];
    for (let i = 0; i <= random(4); i++) {
      if (--this.budget < 0 && lines.length) break;
      const roll = random(12);
      if (roll === 0) lines.push(`${random(2) ? '' : 't: '}__typename${this.directives()}`);
      else if (roll <= 2 && depth > 0) {
        const others = [...schema.objects, ...schema.interfaceNames, ...schema.unions.keys()];
        const mine = schema.possible(typeName);
        const fitting = others.filter((o) => schema.possible(o).some((p) => mine.includes(p)));
        const on = fitting.length && random(12) ? fitting[random(fitting.length)] : typeName;
        if (roll === 1) lines.push(`... ${random(5) ? `on ${on}` : ''}${this.directives()} { ${this.selections(random(5) ? on : on, depth - 1)} }`.replace('...  {', '... {'));
        else if (this.fragments.length && random(3) === 0) lines.push(`...${this.fragments[random(this.fragments.length)].name}${this.directives()}`);
        else {
          const name = `F${this.fragments.length}`;
          const fragment = { name };
          this.fragments.push(fragment);
          fragment.text = `fragment ${name} on ${on} { ${this.selections(on, depth - 1)} }`;
          lines.push(`...${name}${this.directives()}`);
        }
      } else if (roll === 3 && typeName === 'Query' && random(4) === 0) {
        const names = [...schema.objects, ...schema.interfaceNames, ...schema.inputs.keys(), ...schema.enums.keys(), ...schema.scalars, ...schema.unions.keys(), 'Int', 'Query', 'Nope'];
        lines.push(`__type(name: "${names[random(names.length)]}") { kind name isOneOf specifiedByURL fields(includeDeprecated: ${random(2) === 0}) { name args { name defaultValue type { ...on __Type { name kind ofType { name } } } } isDeprecated deprecationReason } interfaces { name } enumValues { name } inputFields(includeDeprecated: true) { name defaultValue } }`);
      } else if (fields.length) {
        const field = fields[random(fields.length)];
        if (schema.isComposite(field.type.name ?? inner(field.type)) && depth <= 0) continue;
        const alias = random(4) ? '' : `k${random(3)}: `;
        const below = schema.isComposite(inner(field.type)) ? ` { ${this.selections(inner(field.type), depth - 1)} }` : '';
        lines.push(`${alias}${field.name}${this.args(field)}${this.directives()}${below}`);
      }
    }
    return lines.length ? lines.join(' ') : '__typename';
  }

  print() {
    const { random } = this;
    const typeText = (t) => (t.list ? `[${typeText(t.list)}]` : t.name) + (t.nonNull ? '!' : '');
    const definitions = this.variables.map((v) => `$${v.name}: ${typeText(v.type)}${v.initial === null ? '' : ` = ${v.initial}`}`);
    const head = definitions.length || this.isMutation || random(2)
      ? `${this.isMutation ? 'mutation' : 'query'} Q${definitions.length ? `(${definitions.join(', ')})` : ''} ` : '';
    this.name = head ? 'Q' : null;
    const extra = head && random(10) === 0 ? ['query Other { __typename }'] : [];
    return [`${head}{ ${this.body} }`, ...this.fragments.map((f) => f.text), ...extra].join(random(2) ? '\n' : '\r\n');
  }

  operationName() { return this.random(4) ? this.name : this.random(8) ? null : 'Unknown'; }

  variableValues() {
    const values = {};
    for (const v of this.variables) {
      if ((v.initial !== null || !v.type.nonNull) && this.random(3) === 0) continue;
      if (this.random(60) === 0) continue;
      values[v.name] = jsonOf(this.schema.value(v.type, 3, null));
    }
    return values;
  }
}

function inner(type) { return type.list ? inner(type.list) : type.name; }
