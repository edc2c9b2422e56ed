/** What a benchmark answers: named figures, each with its unit and, if there is one, its budget. */

export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most (or, for a rate, the least) that was promised, in the same unit. */
  readonly budget?: number;
  /** Whether the budget is held. */
  readonly ok?: boolean;
}

export interface BenchTable {
  readonly name: string;
  readonly rows: readonly BenchRow[];
}

/** A row whose value may not be above its budget. */
export function atMost(row: Required<Omit<BenchRow, 'ok'>>): BenchRow {
  return { ...row, ok: row.value <= row.budget };
}

/** The value below which so many of a hundred samples lie. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  return sorted[at] ?? 0;
}

/** The table as text. */
export function printTable({ name, rows }: BenchTable): string {
  const lines = rows.map(({ what, value, unit, budget, ok }) => [
    what,
    String(Math.round(value * 100) / 100),
    unit,
    budget === undefined ? '' : `budget ${budget}${ok === true ? '' : '  OVER'}`,
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const text = lines.map(([what = '', value = '', unit = '', budget = '']) =>
    [
      what.padEnd(widths[0] ?? 0),
      value.padStart(widths[1] ?? 0),
      unit.padEnd(widths[2] ?? 0),
      budget,
    ].join('  '),
  );
  return [name, ...text.map((line) => `  ${line.trimEnd()}`)].join('\n');
}
