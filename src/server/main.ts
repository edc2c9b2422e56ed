/** Starts the office and stops it when asked, after the requests under way are answered. */
import { readConfig } from './config.ts';
import { openOffice } from './office.ts';

const config = readConfig(process.env);
const office = await openOffice(config);
await office.app.listen({ host: config.host, port: config.port });
process.stdout.write(`Ikrar: ${config.origin}\n`);
if (office.setupLink !== null) {
  process.stdout.write(`Penyelenggara pertama: ${office.setupLink}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void office.close().then(() => process.exit(0));
  });
}
