import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import possibleTypes from '../apollo/__generated__/possible-types.js';
import { graphql } from './__generated__/index.js';

const embedded = () => null; // no object of its own: it is kept where it was found
const client = new Client({
  url: process.env.GRAPHQL_URL ?? 'http://127.0.0.1:5000/graphql',
  exchanges: [
    cacheExchange({
      ...possibleTypes,
      keys: { Portfolio: embedded, Total: embedded, AssetHolding: embedded, AssetHoldingConnection: embedded, TokenBalanceConnection: embedded },
      resolvers: { Wallet: { tokenBalances: relayPagination() } },
    }),
    fetchExchange,
  ],
});

const Tokens = graphql(`
  query Tokens($by: WalletInput!, $first: Int!, $after: String) {
    wallet(by: $by) {
      id
      total { display }
      tokenBalances(first: $first, after: $after, where: { isRisk: { eq: false } }) {
        totalCount
        edges { cursor node { id amount token { id symbol } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

const by = { address: { address: '0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb', networks: ['eip155:1'] } };
let requests = 0;
let wallet;
for (let after: string | null | undefined; ; after = wallet.tokenBalances?.pageInfo.endCursor) {
  const { data, error } = await client.query(Tokens, { by, first: 4, ...(after ? { after } : {}) });
  if (error || !data) throw error;
  requests++;
  wallet = data.wallet;
  if (!wallet.tokenBalances?.pageInfo.hasNextPage) break;
}

const Holdings = graphql(`
  query Holdings($by: [WalletInput!]!) {
    portfolio(by: $by) {
      total { valueUsd }
      holdings(first: 500) { nodes { id amount } }
    }
  }
`);
// Two portfolios that hold the same asset, then the first again, from the cache.
const portfolios = [];
for (const wallets of [[by], [by, { account: 'eip155:1:0x70b60b7dcd10d6aa0d4b1fcc3a5f8a1b4de4e9d0' }], [by]]) {
  const { data, error } = await client.query(Holdings, { by: wallets });
  if (error) throw error;
  portfolios.push(data?.portfolio);
}

console.log(JSON.stringify({
  requests,
  total: wallet.total?.display,
  tokens: wallet.tokenBalances?.edges.map(({ node }) => `${node.amount} ${node.token.symbol}`),
  portfolios,
}));
