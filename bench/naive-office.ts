/**
 * What most sign-in tools do: one JSON POST per signature, one durable insert each. Stands beside
 * our own office in the same run of `bench/ingest.ts`, so that a noisy machine slows both.
 */
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const [path = '', port = '0'] = process.argv.slice(2);
const sqlite = new DatabaseSync(path);
sqlite.exec(`
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table signatures (id text primary key, person integer, name text, at integer, ink text);
`);
const insert = sqlite.prepare('insert or ignore into signatures values (?, ?, ?, ?, ?)');

createServer((request, response) => {
  if (request.method !== 'POST') {
    response.writeHead(204).end();
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id, person, name, at, ink } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    insert.run(id, person, name, at, JSON.stringify(ink));
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
}).listen(Number(port), '127.0.0.1');
