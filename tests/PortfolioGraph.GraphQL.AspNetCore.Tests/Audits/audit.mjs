// Prints one line an audit, "status id name (reason)", and exits with 1 unless every status is "ok".
import { auditServer } from 'graphql-http';

const url = process.argv[2];
if (!url) throw new Error('Usage: node audit.mjs URL');

const results = await auditServer({ url });
for (const { status, id, name, reason } of results) console.log(`${status} ${id} ${name}${reason ? ` (${reason})` : ''}`);
process.exitCode = results.every(({ status }) => status === 'ok') ? 0 : 1;
