/** Every word of the recital's screen in Indonesian; the shape of every other language. */

export const recitalId = {
  title: 'Ikrar bersama',
  what: 'Naskah untuk dibacakan bersama, dengan catatan pemimpin dan waktunya.',
  open: 'Buka naskah ikrar',
  missing: 'Naskah ikrar belum ada di perangkat ini.',
  leader: 'Dipimpin oleh',
  leaderMissing: 'Pemimpin ikrar belum diisi.',
  begin: 'Mulai',
  begun: (when: string, leader: string): string => `Dipimpin oleh ${leader}, dimulai ${when}.`,
  late: (hours: number): string => `Sudah lebih dari ${hours} jam sejak dimulai.`,
  finish: 'Selesai',
  finishSure: (now: string): string =>
    `Yang dicatat sebagai waktu selesai: ${now}. Bila ikrar selesai sebelum itu, hapus saja waktu mulainya.`,
  finishYes: 'Ya, selesai sekarang',
  forget: 'Hapus waktu mulai',
  forgetSure: 'Ikrar yang sedang berlangsung ini tidak akan dicatat.',
  forgetElsewhere: (title: string): string => `Hapus waktu mulai ikrar pada ${title}`,
  forgetYes: 'Ya, hapus',
  kept: 'Tersimpan di perangkat',
  done: (leader: string, from: string, to: string): string =>
    `Ikrar dipimpin oleh ${leader}, ${from} sampai ${to}, menurut jam perangkat.`,
  again: 'Catat ikrar lagi',
  notKept: 'Belum tercatat.',
};

/** The shape of the recital's words. */
export type RecitalTexts = Readonly<typeof recitalId>;
