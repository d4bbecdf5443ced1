import { Environment, Network, RecordSource, Store } from 'relay-runtime';

const url = process.env.GRAPHQL_URL ?? 'http://127.0.0.1:5000/graphql';

export const environment = new Environment({
  network: Network.create(async ({ text: query }, variables) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json();
  }),
  store: new Store(new RecordSource()),
  getDataID: (record, typename) => (typename === 'AssetHolding' ? undefined : record.id), // its id says which asset, not whose
});
