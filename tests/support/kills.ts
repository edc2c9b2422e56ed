/** The campaign of kills, which `npm test` runs short and `npm run test:faults` long. */
import { expect } from 'vitest';
import { type KillReport, differences, endureKills, laySiege, recountOf } from './siege.ts';

const DEVICES = 4;

export async function expectToSurvive(cycles: number): Promise<void> {
  await using siege = await laySiege({ devices: DEVICES });
  const { office, senders } = siege;
  const report = await endureKills(siege, cycles);
  process.stdout.write(`${told(report)}\n`);

  // What the dead process has left, before anybody sends again.
  expect(differences(siege)).toEqual([]);
  const epochs = new Set(senders.flatMap(({ receipts }) => receipts.map(({ epoch }) => epoch)));
  expect(epochs.size).toBe(1);
  const [counters, again] = await recountOf(office.folder);
  expect(counters).toEqual(again);

  await office.start();
  for (const sender of senders) await sender.empty();
  await office.stop();
  expect(differences(siege)).toEqual([]);
  expect(office.ledger(siege.gathering)).toHaveLength(report.made);
  const [last, recounted] = await recountOf(office.folder);
  expect(last).toEqual(recounted);
}

function told(report: KillReport): string {
  const { kills, killsWhileStarting, made, received, receipts, unanswered } = report;
  return (
    `${kills} kills, ${killsWhileStarting} of them while starting: ${made} entries made, ` +
    `${received} received in ${receipts} receipts, ${unanswered} requests without an answer`
  );
}
