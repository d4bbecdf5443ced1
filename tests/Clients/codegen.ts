import type { CodegenConfig } from '@graphql-codegen/cli';

// Every scalar of ours comes as a string: numbers with all their digits, times, ids of chains and tokens.
const config = {
  scalars: { Decimal: 'string', BigInt: 'string', DateTime: 'string', URL: 'string', ChainId: 'string', AccountId: 'string', AssetId: 'string' },
  strictScalars: true,
  useTypeImports: true,
  emitLegacyCommonJSImports: false,
};

// As SDL: by introspection codegen does not learn of @oneOf, and would let a WalletInput be empty.
const served = process.env.SCHEMA; // http://127.0.0.1:5000/graphql?sdl

export default {
  schema: served ? [{ [served]: { handleAsSDL: true } }] : '../../schema/portfolio.graphql',
  generates: {
    'typescript/__generated__/': { preset: 'client', documents: 'typescript/*.ts', config: { ...config, documentMode: 'string' } },
    'apollo/__generated__/': { preset: 'client', documents: 'apollo/*.ts', presetConfig: { fragmentMasking: false }, config },
    'apollo/__generated__/possible-types.ts': { plugins: ['fragment-matcher'], config },
    'urql/__generated__/': { preset: 'client', documents: 'urql/*.ts', presetConfig: { fragmentMasking: false }, config },
  },
} satisfies CodegenConfig;
