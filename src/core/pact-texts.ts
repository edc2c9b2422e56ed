/**
 * The default pact texts of a neutrality programme, in Indonesian. Data, not code: the programme
 * fills the places in braces, and its own text may replace any of them. A jurist of the government
 * approves them before use.
 */
import type { PactCode } from './category.ts';
import type { RecitalText } from './recital.ts';

/** The text of a pact, with or without its places in braces filled. */
export interface PactTemplate {
  readonly title: readonly string[];
  readonly opening: string;
  readonly identity: readonly string[];
  readonly promise: string;
  readonly clauses: readonly string[];
  readonly closing: string;
}

/** The version of these texts, bound into every digest. */
export const PACT_TEXTS_VERSION = 1;

/** The template of each pact. */
export const PACT_TEMPLATES: Readonly<Record<PactCode, PactTemplate>> = {
  asn: {
    title: [
      'PAKTA INTEGRITAS',
      'NETRALITAS APARATUR SIPIL NEGARA',
      'PADA {NAMA_PEMILIHAN} TAHUN {TAHUN}',
    ],
    opening: 'Saya yang membubuhkan tanda tangan pada lembar ini,',
    identity: [
      'Nama',
      'NIP / NI PPPK',
      'Pangkat, Golongan',
      'Jabatan',
      'Unit Kerja',
      'Perangkat Daerah',
    ],
    promise:
      'dengan kesadaran penuh dan tanpa tekanan dari pihak mana pun, berjanji kepada negara, kepada masyarakat yang saya layani, dan kepada diri saya sendiri, bahwa sejak hari ini sampai seluruh tahapan {nama_pemilihan} selesai:',
    clauses: [
      'Saya berdiri di tengah. Melalui sikap, ucapan, maupun keputusan saya sebagai aparatur, tidak ada calon dan tidak ada partai politik yang saya bantu atau saya hambat.',
      'Saya melayani setiap warga dengan cara dan mutu yang sama, tanpa menanyakan dan tanpa membedakan pilihan politiknya.',
      'Saya tidak berkampanye, tidak tampil sebagai pendukung dengan atau tanpa seragam, dan tidak mengarahkan bawahan, rekan kerja, keluarga, atau warga kepada calon tertentu.',
      'Kendaraan, ruangan, anggaran, data, jam kerja, dan kewenangan yang dipercayakan kepada saya hanya saya pakai untuk urusan dinas.',
      'Di media sosial dan grup percakapan, saya tidak memberi tanda suka, tidak berkomentar, tidak membagikan, dan tidak membuat unggahan yang memperlihatkan keberpihakan; kabar yang belum jelas kebenarannya tidak saya teruskan.',
      'Uang, barang, dan janji yang dimaksudkan untuk memengaruhi pilihan seseorang tidak saya terima dan tidak saya salurkan. Jika saya ditekan atau mengetahui pelanggaran, saya melaporkannya lewat saluran resmi.',
    ],
    closing:
      'Pilihan saya sebagai warga negara cukup saya sampaikan di bilik suara. Apabila saya mengingkari janji ini, saya siap diperiksa dan menanggung akibatnya menurut peraturan perundang-undangan.',
  },
  nonasn: {
    title: [
      'PAKTA INTEGRITAS',
      'NETRALITAS PEGAWAI NON-ASN',
      'PADA {NAMA_PEMILIHAN} TAHUN {TAHUN}',
    ],
    opening: 'Saya yang membubuhkan tanda tangan pada lembar ini,',
    identity: [
      'Nama',
      'Nomor identitas (empat angka terakhir)',
      'Tugas / Jabatan',
      'Unit Kerja',
      'Perangkat Daerah',
    ],
    promise:
      'menyadari bahwa pekerjaan saya dibiayai oleh uang rakyat dan bahwa masyarakat menilai pemerintah juga dari perilaku saya, dengan sukarela berjanji bahwa selama seluruh tahapan {nama_pemilihan}:',
    clauses: [
      'Saya menjaga jarak yang sama terhadap semua calon dan semua partai politik selama saya bertugas dan ketika saya membawa nama kantor.',
      'Saya membantu setiap warga yang datang tanpa melihat pilihan politiknya.',
      'Saya tidak menjadi anggota tim pemenangan, tidak membagikan bahan kampanye, dan tidak mengajak rekan kerja atau warga memilih calon tertentu.',
      'Seragam, kendaraan, peralatan, dan data kantor tidak saya gunakan untuk kegiatan politik siapa pun.',
      'Saya berhati-hati di media sosial: tidak menunjukkan dukungan, tidak menghina, dan tidak menyebarkan kabar bohong.',
      'Saya tidak menerima pemberian untuk memihak, dan saya tidak takut melapor bila diminta melanggar janji ini.',
    ],
    closing:
      'Hak pilih saya gunakan secara bebas dan rahasia pada hari pemungutan suara. Jika saya melanggar janji ini, saya menerima tindakan sesuai perjanjian kerja saya dan peraturan yang berlaku.',
  },
  desa: {
    title: [
      'PAKTA INTEGRITAS',
      'NETRALITAS KEPALA DESA DAN PERANGKAT DESA',
      'PADA {NAMA_PEMILIHAN} TAHUN {TAHUN}',
    ],
    opening: 'Saya yang membubuhkan tanda tangan pada lembar ini,',
    identity: ['Nama', 'Jabatan', 'Desa', 'Kecamatan'],
    promise:
      'mengingat bahwa jabatan yang saya emban adalah amanah seluruh warga desa, baik yang memilih saya maupun yang tidak, berjanji bahwa selama seluruh tahapan {nama_pemilihan}:',
    clauses: [
      'Saya menjadi pengayom semua warga. Tidak ada dusun, keluarga, atau kelompok yang saya istimewakan atau saya abaikan karena pilihan politiknya.',
      'Saya tidak menjadi pengurus partai, tidak menjadi bagian dari tim kampanye, dan tidak naik ke panggung kampanye mana pun.',
      'Saya tidak mengambil keputusan atau tindakan jabatan yang memberi keuntungan ataupun kerugian kepada calon tertentu.',
      'Balai desa, kendaraan desa, Dana Desa, bantuan sosial, dan data warga saya jaga agar tidak dipakai untuk kepentingan pemenangan.',
      'Saya mengajak warga datang ke tempat pemungutan suara tanpa mengarahkan pilihannya, dan saya menjaga desa tetap rukun dari kabar bohong dan saling hasut.',
      'Saya menolak pemberian dari siapa pun yang bermaksud membeli pengaruh saya, dan saya melaporkan tekanan kepada camat atau pengawas pemilihan.',
    ],
    closing:
      'Saya memahami bahwa pelanggaran atas janji ini dapat berujung pada sanksi administratif maupun pidana menurut peraturan tentang desa dan tentang pemilihan, dan saya siap mempertanggungjawabkannya.',
  },
  dukungan: {
    title: [
      'PERNYATAAN DUKUNGAN',
      'TERHADAP NETRALITAS APARATUR',
      'PADA {NAMA_PEMILIHAN} TAHUN {TAHUN}',
    ],
    opening: 'Kami, unsur pimpinan dan undangan yang menandatangani lembar ini,',
    identity: ['Nama', 'Jabatan', 'Instansi'],
    promise:
      'menyatakan dukungan agar aparatur di {Kabupaten} bekerja tanpa memihak. Untuk itu kami:',
    clauses: [
      'tidak akan meminta aparatur melakukan hal yang mengganggu netralitasnya;',
      'memberi contoh dengan menahan diri dari ucapan dan tindakan yang dapat ditafsirkan sebagai arahan politik;',
      'meneruskan setiap dugaan pelanggaran kepada lembaga yang berwenang, bukan menyelesaikannya di luar aturan.',
    ],
    closing:
      'Dukungan ini kami berikan dengan tetap tunduk pada aturan netralitas yang berlaku di lembaga kami masing-masing.',
  },
};

/** The joint declaration, read aloud line by line. */
export const RECITAL_TEMPLATE: RecitalText = {
  title: ['IKRAR BERSAMA', 'NETRALITAS APARATUR {KABUPATEN}'],
  lines: [
    'Kami, aparatur dan pelayan masyarakat {Kabupaten}, berikrar.',
    'Satu. Kami menjaga jarak yang sama dari semua calon.',
    'Dua. Kami melayani semua warga tanpa pilih kasih.',
    'Tiga. Kami menjauhkan kantor, anggaran, dan jabatan dari kepentingan politik.',
    'Empat. Kami menjaga lisan dan jari kami, di tengah masyarakat dan di media sosial.',
    'Lima. Kami menolak setiap pemberian dan tekanan yang hendak membeli pilihan.',
    'Semoga Tuhan Yang Maha Esa menguatkan kami menepati ikrar ini.',
  ],
};
