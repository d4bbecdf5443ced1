import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import { graphql } from './__generated__/index.js';
import possibleTypes from './__generated__/possible-types.js';

const client = new ApolloClient({
  link: new HttpLink({ uri: process.env.GRAPHQL_URL ?? 'http://127.0.0.1:5000/graphql' }),
  incrementalHandler: new GraphQL17Alpha9Handler(), // @defer
  cache: new InMemoryCache({
    ...possibleTypes,
    typePolicies: {
      Wallet: { fields: { tokenBalances: relayStylePagination(['where', 'order']) } },
      AssetHolding: { keyFields: false }, // its id says which asset, not whose
    },
  }),
});

const Tokens = graphql(`
  query Tokens($by: WalletInput!, $first: Int!, $after: String) {
    wallet(by: $by) {
      id
      tokenBalances(first: $first, after: $after, order: { valueUsd: DESC }) {
        totalCount
        edges { cursor node { id amount valueUsd token { id symbol } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const by = { address: { address: '0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb', networks: ['eip155:1'] } };
const tokens = client.watchQuery({ query: Tokens, variables: { by, first: 4 } });
await client.query({ query: Tokens, variables: { by, first: 4 } });

// What the cache has of the list, all pages so far as one. In React, `useQuery` gives this and `fetchMore`.
const cached = () => client.readQuery({ query: Tokens, variables: { by, first: 4 } })?.wallet.tokenBalances;

let requests = 1;
while (cached()?.pageInfo.hasNextPage) {
  await tokens.fetchMore({ variables: { after: cached()?.pageInfo.endCursor } });
  requests++;
}

const Portfolio = graphql(`
  query Portfolio($by: [WalletInput!]!) {
    portfolio(by: $by) {
      holdings(first: 500) { nodes { id amount } }
      positions(first: 500) { nodes { id name ... on DefiPosition { platform { name } } ... on EquityPosition { symbol } } }
    }
  }
`);
// Two portfolios that hold the same asset: the cache must not make one of them.
const one = [by];
const both = [by, { account: 'eip155:1:0x70b60b7dcd10d6aa0d4b1fcc3a5f8a1b4de4e9d0' }, { meshUser: { userId: 'cex-example' } }];
for (const wallets of [one, both]) await client.query({ query: Portfolio, variables: { by: wallets } });

const Deferred = graphql(`
  query Deferred($by: WalletInput!) {
    wallet(by: $by) { id kind ... @defer(label: "later") { total { display } } }
  }
`);
const states: string[] = [];
await new Promise<void>((resolve, reject) => client.watchQuery({ query: Deferred, variables: { by: { meshUser: { userId: 'Mesh' } } } }).subscribe({
  next: ({ data, dataState }) => {
    const wallet = data?.wallet as { kind: string; total?: { display: string } } | undefined;
    if (wallet) states.push(`${dataState} ${wallet.kind} ${wallet.total?.display ?? 'pending'}`);
    if (dataState === 'complete') resolve();
  },
  error: reject,
}));

console.log(JSON.stringify({
  states,
  requests,
  tokens: cached()?.edges.map(({ node }) => `${node.amount} ${node.token.symbol}`),
  entities: Object.keys(client.extract() as object).filter((key) => key.startsWith('TokenBalance:')).length,
  portfolios: [one, both].map((wallets) => client.readQuery({ query: Portfolio, variables: { by: wallets } })?.portfolio),
}));
