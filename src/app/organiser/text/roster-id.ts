/** The organiser's words about rosters and their files, in Indonesian: a part of id.ts. */

export const rosterId = {
  roster: {
    search: 'Cari nama, nomor, atau unit kerja',
    go: 'Cari',
    import: 'Impor daftar peserta',
    importAgain: 'Impor ulang daftar peserta',
    empty: 'Daftar peserta belum ada.',
    emptyNext:
      'Siapkan berkas CSV dari aplikasi kepegawaian atau lembar kerja, lalu impor di sini. Contoh berkas kosong tersedia di halaman impor.',
    none: (text: string): string => `Tidak ada peserta yang cocok dengan “${text}”.`,
    noneNext: 'Periksa ejaannya, atau cari dengan satu kata saja.',
    caption: (from: string, to: string, all: string): string => `${from}–${to} dari ${all} peserta`,
    no: 'No',
    name: 'Nama',
    number: 'Nomor',
    position: 'Jabatan',
    agency: 'Unit kerja',
    category: 'Kategori',
    pages: 'Halaman daftar peserta',
    page: (page: string, all: string): string => `Halaman ${page} dari ${all}`,
  },

  importing: {
    title: 'Impor daftar peserta',
    intro:
      'Pilih berkas CSV. Berkas diperiksa dahulu dan belum disimpan; tombol impor muncul bila tidak ada kesalahan.',
    choose: 'Pilih berkas CSV',
    drop: 'atau seret berkasnya ke dalam kotak ini',
    other: 'Pilih berkas lain',
    template: 'Unduh contoh berkas kosong (CSV)',
    templateHint:
      'Buka dengan lembar kerja, isi, lalu simpan sebagai CSV. Jadikan kolom nomor sebagai teks agar angka terakhirnya tidak rusak.',
    categories: (words: string): string =>
      `Kolom Kategori boleh dikosongkan: kategori lalu ditentukan dari nomor dan jabatan. Bila diisi, tulis salah satu: ${words}.`,
    uploading: (percent: string): string => `Mengunggah ${percent}`,
    judging: 'Memeriksa setiap baris …',
    saving: 'Menyimpan daftar peserta …',
    file: (name: string): string => `Berkas: ${name}`,
    ready: (n: string): string => `${n} orang siap diimpor`,
    blocked: (n: string): string => `${n} kesalahan harus diperbaiki dahulu`,
    blockedNext:
      'Tidak ada yang disimpan. Perbaiki baris-baris di bawah ini dalam berkas, lalu pilih kembali berkasnya.',
    warned: (n: string): string => `${n} hal perlu dilihat, tetapi tidak menghalangi impor`,
    clean: 'Tidak ada kesalahan dan tidak ada peringatan.',
    go: (n: string): string => `Impor ${n} orang`,
    done: (n: string): string => `${n} orang sudah diimpor.`,
    doneNext: 'Langkah berikutnya: buat kegiatan.',
    agencies: 'Perangkat Daerah dan unit kerja',
    see: 'Lihat daftar peserta',
    replaces: (n: string): string =>
      `Daftar yang sekarang (${n} orang) akan disesuaikan dengan berkas ini:`,
    added: (n: string): string => `${n} orang baru`,
    kept: (n: string): string => `${n} orang tetap`,
    removed: (n: string): string => `${n} orang keluar dari daftar`,
    keptForEntries: (n: string): string =>
      `${n} orang tidak ada di berkas, tetapi tetap tercatat karena sudah menandatangani`,
    faultsCaption: (shown: string, all: string): string =>
      shown === all ? `${all} catatan` : `${shown} catatan pertama dari ${all}`,
    faultsFile: (told: string, all: string): string =>
      told === all ? 'Unduh seluruh catatan (CSV)' : `Unduh ${told} catatan pertama (CSV)`,
    faultsMore: (n: string): string =>
      `Masih ada ${n} catatan lagi. Perbaiki yang di atas, lalu pilih kembali berkasnya.`,
    columns: 'Kolom yang dibaca',
    columnRead: (letter: string, heading: string, field: string): string =>
      `Kolom ${letter}, ${heading}: ${field}`,
    fields: {
      counter: 'nomor urut',
      name: 'nama',
      number: 'nomor (NIP, NI PPPK, NIK, atau NRP)',
      birth: 'tanggal lahir',
      rank: 'pangkat',
      grade: 'golongan',
      position: 'jabatan',
      agency: 'Perangkat Daerah',
      unit: 'unit kerja',
      district: 'kecamatan',
      village: 'desa atau kelurahan',
      category: 'kategori',
      order: 'urutan protokol',
    },
    row: 'Baris',
    column: 'Kolom',
    kind: 'Jenis',
    wholeRow: 'seluruh baris',
    what: 'Yang perlu dilihat',
    stands: 'Yang tertulis',
    way: 'Yang perlu dilakukan',
    error: 'Kesalahan',
    warning: 'Peringatan',
    written: (value: string): string => `Tertulis: ${value}`,
    blank: 'Tidak ada isi.',
    unreadable: 'Berkas ini belum dapat dipakai, dan tidak ada yang disimpan.',
  },

  /** What is wrong in a roster file, and the way out, by the code of the fault. */
  rosterFault: {
    numberDamaged: {
      what: 'Angka terakhir nomor ini rusak oleh lembar kerja.',
      way: 'Jadikan kolomnya teks, lalu ketik ulang nomor dari SK atau kartu pegawai.',
    },
    numberInvalid: {
      what: 'Susunan nomor tidak sesuai NIP, NI PPPK, NIK, atau NRP.',
      way: 'Periksa jumlah angka dan tanggal lahir di dalam nomor; kosongkan bila memang tidak ada.',
    },
    numberDuplicate: {
      what: (row: number): string => `Nomor ini sudah dipakai pada baris ${row}.`,
      way: 'Hapus baris yang ganda, atau betulkan salah satu nomornya.',
    },
    numberMisplaced: {
      what: 'Kolom ini memuat nomor yang panjang, padahal bukan kolom nomor.',
      way: 'Pindahkan nomornya ke kolom NIP. Bila isi baris bergeser, apit nama yang memuat koma dengan tanda kutip.',
    },
    nameMissing: {
      what: 'Nama kosong.',
      way: 'Isi nama lengkap, atau hapus baris ini.',
    },
    nameLong: {
      what: 'Nama terlalu panjang.',
      way: 'Sisakan nama dan gelar saja, paling banyak 120 huruf.',
    },
    nameAlone: {
      what: 'Pada baris ini hanya ada nama.',
      way: 'Hapus baris ini bila bukan peserta, misalnya tanda tangan di bawah daftar; bila peserta, lengkapi isinya.',
    },
    personTwice: {
      what: (row: number): string => `Nama, jabatan, dan unit kerja sama dengan baris ${row}.`,
      way: 'Hapus baris yang ganda; bila memang dua orang, isi nomor atau tanggal lahir keduanya.',
    },
    textLong: {
      what: 'Isi kolom ini terlalu panjang.',
      way: 'Pendekkan isinya, misalnya dengan singkatan resmi.',
    },
    date: {
      what: 'Tanggal lahir tidak terbaca, atau berbeda dari tanggal di dalam NIP.',
      way: 'Tulis tanggal seperti 22-07-1976, dan cocokkan dengan NIP.',
    },
    category: {
      what: 'Kategori ini tidak dikenal.',
      way: 'Tulis salah satu: ASN, non-ASN, kepala desa, perangkat desa, Forkopimda, undangan. Boleh dikosongkan.',
    },
    order: {
      what: 'Urutan protokol ini bukan angka.',
      way: 'Tulis angka saja, atau kosongkan.',
    },
    agencies: {
      what: 'Unit kerja dalam berkas ini terlalu banyak.',
      way: 'Samakan penulisan unit kerja yang sama, atau kosongkan kolom unit kerja.',
    },
    beyond: {
      what: 'Ada isi di luar kolom yang berjudul, sehingga kolom lain mungkin bergeser.',
      way: 'Apit isi yang memuat koma dengan tanda kutip, misalnya "Budi, S.Sos."; bila hanya catatan, hapus.',
    },
    unused: {
      what: 'Kolom ini tidak dibaca, dan isinya tidak disimpan.',
      way: 'Biarkan bila tidak diperlukan. Bila diperlukan, ganti judulnya dengan judul pada contoh berkas kosong; judul yang sama hanya dibaca satu kali.',
    },
    place: {
      what: 'Tempat pada baris ini, dan pada baris lain yang serupa, tidak disimpan: barisnya sudah menyebut Perangkat Daerah atau Unit Kerja.',
      way: 'Biarkan bila tidak diperlukan. Bila diperlukan, sebutkan tempat itu dalam nama Unit Kerja.',
    },
    quote: {
      what: 'Tanda kutip dibuka tetapi tidak ditutup.',
      way: 'Hapus tanda kutip pada baris ini, lalu simpan ulang sebagai CSV.',
    },
    letters: {
      what: 'Ada huruf dari aksara lain yang serupa, atau tanda baca yang bertumpuk; sudah dirapikan.',
      way: 'Periksa apakah tulisannya sudah benar; bila belum, ketik ulang dalam berkas.',
    },
    lineLong: {
      what: 'Baris ini tidak berakhir, sehingga baris sesudahnya tidak dibaca.',
      way: 'Buka berkas di lembar kerja, periksa baris ini, lalu simpan ulang sebagai CSV.',
    },
  },

  /** What is wrong with a roster file as a whole. */
  fileFault: {
    notTable:
      'Berkas ini bukan tabel CSV. Buka di lembar kerja, pilih Simpan sebagai, lalu pilih jenis CSV (dipisahkan koma).',
    columnMissing:
      'Baris judul kolom tidak ditemukan. Berkas perlu kolom Nama dan paling sedikit satu kolom lain, misalnya NIP atau Jabatan.',
    tooManyRows: (max: string): string =>
      `Baris terlalu banyak, paling banyak ${max} orang dalam satu daftar.`,
    tooLarge: (mb: string): string =>
      `Berkas terlalu besar, paling besar ${mb} MB. Hapus lembar dan kolom yang tidak dipakai.`,
    unread:
      'Berkas ini tidak selesai dibaca karena isinya terlalu banyak. Hapus baris dan kolom yang tidak dipakai, lalu simpan ulang sebagai CSV.',
    unfit:
      'Daftar ini terlalu besar untuk diterima tablet. Samakan penulisan unit kerja, pendekkan isi kolom, atau bagi pesertanya ke dalam dua rangkaian kegiatan.',
  },
};
