// GraphQL over HTTP: one answer, an answer in parts (multipart/mixed, as graphql-js 17 sends it), or a stream of answers (graphql-sse, distinct connections).

export class Refused extends Error {
  constructor(status, errors, retryAfter) {
    super(errors?.[0]?.message ?? `The gateway answered with HTTP ${status}.`);
    this.status = status;
    this.errors = errors ?? [];
    this.retryAfter = retryAfter;
  }
}

export class Graph {
  /** A key or token; in memory only. */
  key = null;

  constructor(endpoint) {
    this.endpoint = endpoint;
  }

  /** The answer: `data` and `errors`. With `onPart`, it is told of all that is there so far whenever more has come. */
  async ask(query, variables, { signal, onPart } = {}) {
    const response = await this.#send({ query, variables }, onPart ? 'multipart/mixed;incrementalSpec=v0.2, multipart/mixed;q=0.9, application/graphql-response+json;q=0.9, application/json;q=0.8' : 'application/graphql-response+json, application/json;q=0.9', signal);
    if (!response.headers.get('content-type')?.startsWith('multipart/mixed')) return await read(response);
    const answer = { data: null, errors: [] };
    const pending = new Map();
    for await (const part of multipart(response)) {
      merge(answer, pending, part);
      if (part.hasNext) onPart?.(answer);
    }

    return answer;
  }

  /** Answers, as they come, until the stream ends. */
  async *subscribe(query, variables, signal) {
    const response = await this.#send({ query, variables }, 'text/event-stream', signal);
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await read(response);
      throw new Refused(response.status);
    }

    for await (const block of blocks(response, '\n\n')) {
      const lines = block.split('\n');
      const event = lines.find(line => line.startsWith('event:'))?.slice(6).trim();
      const data = lines.filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart()).join('\n');
      if (event === 'complete') return;
      if (event === 'next' && data) yield JSON.parse(data);
    }
  }

  #send(body, accept, signal) {
    const headers = { 'Content-Type': 'application/json', Accept: accept };
    if (this.key) headers.Authorization = `Bearer ${this.key}`;
    return fetch(this.endpoint, { method: 'POST', headers, body: JSON.stringify(body), signal, cache: 'no-store', credentials: 'omit' });
  }
}

async function read(response) {
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    // No JSON: the status has to do.
  }

  if (!answer?.data) throw new Refused(response.status, answer?.errors, response.headers.get('retry-after'));
  return { data: answer.data, errors: answer.errors ?? [] };
}

async function* multipart(response) {
  const boundary = /boundary="?([^";]+)"?/.exec(response.headers.get('content-type'))?.[1] ?? '-';
  for await (const block of blocks(response, `--${boundary}`)) {
    const body = block.replace(/^[^{]*?\r?\n\r?\n/, '').trim();
    if (body && body !== '--') yield JSON.parse(body);
  }
}

async function* blocks(response, separator) {
  let text = '';
  for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
    const { value, done } = await reader.read();
    text += (value ?? '').replaceAll('\r\n', '\n');
    for (let end; (end = text.indexOf(separator)) >= 0; text = text.slice(end + separator.length)) {
      if (text.slice(0, end).trim()) yield text.slice(0, end);
    }

    if (!done) continue;
    if (text.trim()) yield text;
    return;
  }
}

function merge(answer, pending, part) {
  if ('data' in part) answer.data = part.data;
  if (part.errors) answer.errors.push(...part.errors);
  for (const { id, path } of part.pending ?? []) pending.set(id, path);
  for (const { id, subPath = [], data, items, errors } of part.incremental ?? []) {
    const target = [...pending.get(id), ...subPath].reduce((at, key) => at?.[key], answer.data);
    if (errors) answer.errors.push(...errors);
    if (items) target.push(...items);
    else if (data && target) fill(target, data);
  }

  for (const { id, errors } of part.completed ?? []) {
    pending.delete(id);
    if (errors) answer.errors.push(...errors);
  }
}

function fill(target, data) {
  for (const [key, value] of Object.entries(data)) {
    if (value !== null && typeof value === 'object' && target[key] !== null && typeof target[key] === 'object') fill(target[key], value);
    else target[key] = value;
  }
}
