/** Every word of the sheets that are hung up, in Indonesian only. */
import { formatClock, formatClocks, formatDay } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';

interface SheetTimes {
  readonly startsAtMs: number;
  readonly endsAtMs: number | null;
  readonly zone: Zone;
}

export const SHEET = {
  day: ({ startsAtMs, zone }: SheetTimes): string => formatDay(startsAtMs, zone),
  clocks: ({ startsAtMs, endsAtMs, zone }: SheetTimes): string =>
    formatClocks({ fromMs: startsAtMs, toMs: endsAtMs }, zone),
  until: (ms: number, zone: Zone): string =>
    `Berlaku sampai ${formatDay(ms, zone)}, pukul ${formatClock(ms, zone)}.`,
  qr: 'Kode QR kegiatan',
  call: 'Pindai dan tanda tangani',
  steps: [
    'Arahkan kamera ponsel ke kode ini, lalu buka tautannya.',
    'Isi nama dan jabatan, lalu baca isi pakta.',
    'Tanda tangani, dan tunggu tulisan “Tersimpan di perangkat”.',
  ],
  foot: 'Buka tautan selagi ada sinyal; sesudah itu tanda tangan tersimpan walau tanpa sinyal. Tanpa ponsel, silakan ke meja tanda tangan.',
  stationCall: 'Kode untuk satu tablet',
  stationSteps: [
    'Pastikan tablet tersambung ke jaringan, lalu pindai kode ini.',
    'Tekan “Ikuti kegiatan ini”, lalu “Petugas”. Tunggu “Siap dipakai tanpa jaringan”.',
    'Simpan atau sobek lembar ini: kode hanya berlaku untuk satu tablet.',
  ],
  stationFoot: 'Lembar ini untuk petugas, bukan untuk peserta. Jangan digantung.',
};
