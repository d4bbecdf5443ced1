// Runs each kind of operation by graphql-sse (both modes) and graphql-ws, and prints one line a check, "ok name" or "error name (reason)".
import { createClient as createEvents } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.argv[2];
if (!url) throw new Error('Usage: node clients.mjs URL');

const read = async (client, query, variables) => {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  return results;
};
const same = (actual, expected) => {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${a} is not ${e}`);
};
const check = async (name, run) => {
  try {
    await Promise.race([run(), new Promise((_, reject) => setTimeout(() => reject(new Error('took too long')), 20_000).unref())]);
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`error ${name} (${error?.message ?? JSON.stringify(error)})`);
    process.exitCode = 1;
  }
};

const clients = {
  'sse, distinct connections': () => createEvents({ url, retryAttempts: 0 }),
  'sse, single connection': () => createEvents({ url, retryAttempts: 0, singleConnection: true, lazyCloseTimeout: 100 }),
  ws: () => createSocket({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, keepAlive: 50 }),
};

for (const [name, create] of Object.entries(clients)) {
  const client = create();
  await check(`${name}: query`, async () =>
    same(await read(client, 'query Q($n: String) { hello(name: $n) }', { n: 'you' }), [{ data: { hello: 'Hello you' } }]));
  await check(`${name}: mutation`, async () => {
    const [{ data }] = await read(client, 'mutation { touch }');
    if (!(data.touch > 0)) throw new Error(JSON.stringify(data));
  });
  await check(`${name}: subscription`, async () =>
    same(await read(client, 'subscription { count(to: 3) }'), [1, 2, 3].map((count) => ({ data: { count } }))));
  await check(`${name}: many at a time`, async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => read(client, `subscription { count(to: ${i}) }`)));
    same(all.map((results) => results.length), Array.from({ length: 20 }, (_, i) => i));
  });
  await check(`${name}: partly failed`, async () => {
    const [{ data, errors }] = await read(client, '{ hello partly }');
    same(data, { hello: 'Hello world', partly: null });
    same(errors.map((e) => e.extensions.code), ['NOT_TODAY']);
  });
  await check(`${name}: invalid`, async () => {
    // graphql-ws throws the errors of a request, graphql-sse has them as a result.
    const errors = await read(client, '{ none }').then(([result]) => result.errors, (thrown) => thrown);
    same(errors.map((e) => e.extensions.code), ['GRAPHQL_VALIDATION_FAILED']);
  });
  await check(`${name}: left early`, async () => {
    // The next one is had only where the server has taken the end of the first.
    const ticks = client.iterate({ query: 'subscription { ticks }' });
    const first = ticks.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ticks.return();
    await first;
    same(await read(client, '{ hello }'), [{ data: { hello: 'Hello world' } }]);
  });
  await client.dispose();
}
