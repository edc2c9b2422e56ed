/**
 * Morphemes for made-up Indonesian names of people and places, by region.
 * Names are composed, never copied, and no token of a well-known family name gets in.
 */

/** Whose way of naming: Bugis and Mandar (Sulawesi, WITA) or Java (WIB). */
export type Region = 'bugis' | 'mandar' | 'java';

/** What a name is composed of: `head + tail`, or a whole word; then perhaps a second word. */
export interface NamePool {
  readonly heads: readonly string[];
  readonly tails: readonly string[];
  readonly whole: readonly string[];
  readonly seconds: readonly string[];
}

/** What a place is called: villages are head x tail, districts (kecamatan) likewise. */
interface PlacePool {
  readonly villageHeads: readonly string[];
  readonly villageTails: readonly string[];
  readonly districtHeads: readonly string[];
  readonly districtTails: readonly string[];
  /** Between head and tail; Java writes one word. */
  readonly joint: '' | ' ';
}

export const NAME_POOLS: Readonly<Record<Region, Readonly<Record<'woman' | 'man', NamePool>>>> = {
  bugis: { woman: sulawesiWoman('bugis'), man: sulawesiMan('bugis') },
  mandar: { woman: sulawesiWoman('mandar'), man: sulawesiMan('mandar') },
  java: { woman: javaWoman(), man: javaMan() },
};

export const PLACE_POOLS: Readonly<Record<Region, PlacePool>> = {
  bugis: {
    villageHeads: words(`Watang Lipu Bola Tana Salo Wanua Lempong Galung Alau Bulu Coppo Tappareng
      Ujung Lappa Padang Awang Tokka Minanga`),
    villageTails: words(`Pammase Sipurennu Mattappa Lontara Assamaturu Mabbulo Sumange Macenning
      Paddeppa Tenripada Lolosunge Marannu Siporio Sipammase`),
    districtHeads: words('Lontara Pinisi Tellulipu Mattirowai'),
    districtTails: words('Bahari Hulu Tengah'),
    joint: ' ',
  },
  mandar: {
    villageHeads: words(`Buttu Lembang Bonde Lita' Uwai Kappung Banua Galung Ujung Lopi Sandeq
      Tanete Sumur Passo Batu Minanga Tonro Alu`),
    villageTails: words(`Malolo Mapaccing Siwali Makkurru Malewa Macoa Mesawe Melo'bo Sipakala'bi
      Mawatang Manggari Masagena Mappideceng Sitinaya`),
    districtHeads: words('Sandeq Lembangmelo Uwaimalolo Buttusagena'),
    districtTails: words('Pesisir Hulu'),
    joint: ' ',
  },
  java: {
    villageHeads: words(`Karang Sumber Kali Sida Ngarga Wono Tegal Kedung Sendang Watu Jati Pring
      Randu Gondang Padas Plasa Banyu Tirta Puspa Wana Giri Karya Mulya Sawah`),
    villageTails: words(`laras pinasti sembada wilujeng waluya tumata saguh lumintu pinuji kawedar
      prayoga lestanto murakabi sinawung rinenggo tinata sumunar kinarya pinayung wiguna`),
    districtHeads: words('Tirta Banyu Wana Giri Karya Mulya Puspa'),
    districtTails: words('kulonsari wening samudana pinasthi'),
    joint: '',
  },
};

/**
 * Words that are never a word of a made-up name: family names by which the public knows someone.
 * They are here as single words only; composition or a pool may not bring them back.
 */
export const WORDS_AVOIDED: ReadonlySet<string> = new Set(
  words(`airlangga amran azis bakri baswedan ganjar habibie hasanuddin hasanudin jusuf kalla kartini
    khofifah limpo luhut mahfud megawati prabowo pranowo risma soeharto soekarno subianto sudirman
    suharto sukarno sukmawati sulaiman widodo yudhoyono`),
);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

function sulawesiWoman(region: 'bugis' | 'mandar'): NamePool {
  const whole = words(`Aminah Fatimah Halimah Rahmah Saripah Rabiah Hadijah Maryam Suriani
    Andriani Asriani Hasriani Wahyuni Indrawati Irmawati Ernawati Satriani Musdalifah Mutmainnah
    Nurhidayah Nurhikmah Nurjannah Khaerani Kasmira Hikmawati Rismawati Sumarni Sunarti Hasmira
    Hastuti Rukmini Salmiah Samsiar Jumriah Juhaeni Rahmatiah Ratnawati Hartati Darmi Hasnah Hapsah
    Hasbiah Indah Jamila Jumiati Kamariah Kurnia Lisnawati Mardiah Marhumah Masita Masyita Munira
    Muliati Nadirah Nahda Nasrah Naimah Nuraeni Nurbaya Nurfadilah Nurfaidah Nurhaeda Nurkhalisah
    Nurlaela Nursida Nursiah Patmawati Ramlah Rahmania Rosita Rusnah Sabariah Sahriana Salma
    Samsinar Sarina Suarni Suhartini Sulfiana Suleha Syamsinar Uswatun Warda Yulianti Yusriani
    Zakiah Zulaeha Arafah Badriah Darliah Erniwati Faidah Haslinda Husniah Idawati Jumrana Kasmawati
    Lasmini Mantasia Nurmala Rahmi Sitirahma Tenriola Wahidah Yusnidar Fahria Halija Harisa`);
  return {
    heads: words(`Nur Has Ros Mar Dar Ras Har Mas Nas Kas Sam Her Yul Jus Rus Hus As Is Nir Mis Jum
      Sah Bah Tas Ber Mur Ham Ir`),
    tails: words(`wati diana lina miati niati niar mina nani mawati nawati naeni tina dalia liana
      nia miah tini nida dayanti mila niarti linda naini`),
    whole:
      region === 'mandar'
        ? [...whole, ...words(`Sa'diah Cicci' Hapipa Ma'wa Mas'ati Sya'bania Ru'yah Nu'ma`)]
        : [...whole, ...words(`Ma'rifah Sa'diah Tenriabeng Besse`)],
    seconds: [...sulawesiMen(), ...sulawesiFamily(region)],
  };
}

function sulawesiMan(region: 'bugis' | 'mandar'): NamePool {
  const uddin = words(`Syams Amir Kamar Bahar Jamal Nasr Burhan Sahar Syarif Jalal Kahar Zain Siraj
    Najam Sabar Taj Badar Fahr Khair Nizam Qamar Saf Salah Syahr Syihab Wahid Alim Mansyur Kamal`);
  return {
    heads: words('Rus Dar Har Has As Jus Fir Ar Her Us Is Nas Bas Ras Mus Yus Kas Las Ir Jum'),
    tails: words('man li lan di din min wan wandi dianto madi mawan mal'),
    whole: [
      ...sulawesiMen(),
      ...uddin.map((root) => `${root}uddin`),
      ...uddin.slice(0, 12).map((root) => `${root}udin`),
      ...words(region === 'mandar' ? `Kaco' Ba'du Mu'in Mas'ud Tandi'` : `Mas'ud Nu'man Baso Ambo`),
    ],
    seconds: [...sulawesiMen(), ...sulawesiFamily(region)],
  };
}

function sulawesiMen(): readonly string[] {
  return words(`Abdullah Abbas Akbar Alimuddin Andri Anwar Arifin Aswar Basri Budiman Burhan Dahlan
    Edy Faisal Fajar Gaffar Hamid Hamka Hamzah Haris Hendra Ibrahim Idris Ikhsan Ilham Irfan Ismail
    Jabir Jafar Jumadi Junaedi Kadir Kasim Latif Lukman Marzuki Mustafa Mustari Mustamin Nasir
    Patahuddin Rahim Ramli Rauf Ridwan Rizal Sabir Said Salam Saleh Samad Sangkala Sattar Suardi
    Subhan Sufri Sukri Syukur Tahir Takdir Taufik Tamrin Umar Yahya Yunus Yusran Zulkifli Zulfikar
    Aminullah Asdar Bohari Darwis Erwin Hafid Jamil Kurniawan Mahmud Nawir Parenrengi Rusdi Sainal`);
}

/** Family-like second words: composed, so that hardly any belongs to a real house. */
function sulawesiFamily(region: 'bugis' | 'mandar'): readonly string[] {
  return region === 'bugis'
    ? compose(
        words('Mappa Patta Palla Makka Lama Pang Massa Malla Palli Sappe'),
        words('rani tunru ngara wellang sanra rukka lolo bangka leo gau lipu sessu'),
      )
    : compose(
        words('Tomi Ara Bonda Male Pua Sanga Tanri Kanna Rama Cowa'),
        words('rani tappa ngara daeng lolo mata langi sura wali reng balu sila'),
      );
}

function javaWoman(): NamePool {
  const firsts = words(`Endang Retno Rini Yuni Ika Dian Indah Nurul Umi Lilik Wiwik Titik Nanik Anik
    Luluk Ninik Ratna Dewi Puji Tutik Yayuk Heni Novi Ana Erna Evi Fitri Ida Iin Kartika Lina Lusi
    Maya Nita Peni Rina Sari Tatik Uswatun Vivin Wahyu Yani Zulfa Binti Siti Sri Dwi Tri Eka Catur
    Anis Asih Atik Diah Eni Farida Hanik Isti Jumiati Khusnul Laili Mamik Niken Pipit Rofiah
    Suprihatin Tanti Ulfa Wening Yatmi Zumrotin`);
  return {
    heads: words('Su Har Tri War Pur Kar Mur Mar Sun Yun Rat Wid Sis Lis Sum Tur Wah Pon Jum Ros'),
    tails: words(`yati yanti tini ningsih wati warni darti marni mini nani lastri tarmi narti rahayu
      tiyah miyati winarni giyanti riyah mirah`),
    whole: firsts,
    seconds: [
      ...words(`Wahyuni Astuti Rahayu Lestari Utami Handayani Susanti Wulandari Puspita Kusumawati
        Rohmah Rohmatun Nuraini Nurhayati Purwanti Setyowati Listyowati Ningrum Ningtyas Kurniawati
        Setyaningsih Widayati Widiastuti Sulistyowati Indrawati Rahmawati Mufidah Maisaroh Khotimah
        Fauziah Fadilah Hidayati Mardiana Anggraini Permatasari Oktaviani Yuliana Apriliani Mawarni
        Pertiwi Wijayanti Damayanti Maharani Puspitasari Ambarwati Sholihah Munawaroh Muslikah
        Masruroh Chasanah Zubaidah Aisyah Jannah Hasanah Mahmudah Rosyidah Kholifah Nafiah Winarsih
        Yuniarti Purwaningsih Ekowati Hapsari Larasati Sekarwati Pangestuti Palupi Saraswati`),
      ...compose(words('Sul Mul Yul Har Mar Nur Dar'), words('astri iati asih iyani ianti ikah')),
    ],
  };
}

function javaMan(): NamePool {
  const whole = words(`Agus Bambang Budi Eko Dwi Joko Slamet Heru Heri Imam Nur Edi Didik Yoyok
    Anang Wahyu Andik Arif Dedi Teguh Hadi Gatot Sugeng Rudi Tri Yuli Ali Basuki Cahyo Danang Fajar
    Guntur Hendro Indra Jarwo Kasman Lukman Mujiono Nanang Paidi Ponidi Rokhim Sabar Taufik Untung
    Waluyo Yanuar Zaenal Arifin Choirul Mustofa Ngatemin Purwadi Rifai Samsul Tarmuji Wagiman Zuhri
    Abdul Ainur Fathur Khoirul Miftahul Saiful`);
  return {
    heads: words('Su Har Tri War Pur Kar Mur Sis Wid Pri Sar Mar Nar Dar Sun Kus Gun Tar Sum'),
    tails: words(`yanto yono tono marno mardi wanto narto giarto yadi nardi mono tejo sono tarno
      jarwo wardi minto toyo dianto pono wardoyo`),
    whole,
    seconds: [
      ...words(`Santoso Setiawan Prasetyo Nugroho Purnomo Cahyono Susilo Utomo Raharjo
        Hidayat Kurniawan Saputra Sutrisno Suprapto Mulyono Supriyadi
        Setyawan Priyono Wicaksono Prayitno Sasongko Handoko Kuncoro Laksono Mahendra Nurhadi
        Pamungkas Riyanto Sulistyo Triyono Wahyudi Yulianto Anwar Basri Fauzi Ghofur Hamdani 
        Junaidi Kholiq Maarif Musthofa Nasrudin Rohman Rozaq Sholeh Syafii Tohari Zainuri Efendi
        Firmansyah Harsono Ismanto Jatmiko Kristanto Lesmana Margono Novianto Oktavianto
        Permadi Rustanto Sudarsono Winarno Yudianto Budiarto Darmawan Hermanto`),
      ...compose(words('Su Har Pur Mar Wir Kas'), words('tanto jono bagyo diono harjo')),
    ],
  };
}

function compose(heads: readonly string[], tails: readonly string[]): readonly string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}
