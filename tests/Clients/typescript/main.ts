import { graphql } from './__generated__/index.js';
import type { TypedDocumentString } from './__generated__/graphql.js';

const Totals = graphql(`
  query Totals($by: [WalletInput!]!) {
    portfolio(by: $by) {
      total { valueUsd isComplete }
      wallets { kind total { valueUsd } }
    }
  }
`);

async function ask<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
  const response = await fetch(process.env.GRAPHQL_URL ?? 'http://127.0.0.1:5000/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Result | null; errors?: { message: string }[] };
  if (errors || !data) throw new Error(errors?.map((error) => error.message).join('\n') ?? `HTTP ${response.status}`);
  return data;
}

const { portfolio } = await ask(Totals, {
  by: [
    { address: { address: '0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb', networks: ['eip155:1'] } },
    { meshUser: { userId: 'cex-example' } },
  ],
});
const total: string = portfolio.total.valueUsd; // a string: no digit is lost
console.log(total, portfolio.total.isComplete);
for (const wallet of portfolio.wallets) console.log(wallet.kind, wallet.total?.valueUsd ?? 'unknown');
