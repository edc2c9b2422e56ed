/** The first schema: organisers, programmes, gatherings, devices, and the append-only ledger. */

export const initial = `
create table meta (
  name text primary key,
  value text not null
) strict, without rowid;

create table organisers (
  no integer primary key,
  login text not null unique,
  name text not null,
  password_hash text not null,
  created_at_ms integer not null
) strict;

create table sessions (
  digest blob primary key,
  organiser_no integer not null references organisers (no),
  expires_at_ms integer not null
) strict, without rowid;

create table programmes (
  no integer primary key,
  id text not null unique,
  title text not null,
  government text not null,
  election text not null,
  year integer not null,
  zone text not null,
  letterhead text not null,
  matrix text not null,
  created_at_ms integer not null
) strict;

create table pacts (
  programme_no integer not null references programmes (no),
  code text not null,
  version integer not null,
  body blob not null,
  digest blob not null,
  primary key (programme_no, code, version)
) strict, without rowid;

create table agencies (
  programme_no integer not null references programmes (no),
  no integer not null,
  name text not null,
  short_name text not null,
  kind text not null,
  parent_no integer,
  primary key (programme_no, no)
) strict, without rowid;

create table signatories (
  programme_no integer not null references programmes (no),
  no integer not null,
  name text not null,
  number text not null,
  number_kind text not null,
  birth_date text,
  rank text not null,
  position text not null,
  agency_no integer not null,
  category text not null,
  protocol_order integer not null,
  primary key (programme_no, no)
) strict, without rowid;

create table rosters (
  programme_no integer primary key references programmes (no),
  bytes blob not null,
  digest blob not null,
  row_count integer not null,
  highest_no integer not null,
  imported_at_ms integer not null
) strict;

create table gatherings (
  no integer primary key,
  id blob not null unique,
  programme_no integer not null references programmes (no),
  title text not null,
  kind text not null,
  place text not null,
  starts_at_ms integer not null,
  ends_at_ms integer,
  zone text not null,
  organiser text not null,
  leader text not null,
  number text not null,
  closing text not null,
  invites text not null check (invites in ('all', 'listed')),
  join_secret blob not null,
  valid_hours integer not null,
  invitation blob not null,
  created_at_ms integer not null
) strict;

create table invited (
  gathering_no integer not null references gatherings (no),
  signatory_no integer not null,
  primary key (gathering_no, signatory_no)
) strict, without rowid;

create table stations (
  no integer primary key,
  gathering_no integer not null references gatherings (no),
  name text not null,
  code_digest blob not null unique,
  expires_at_ms integer not null,
  journal_no integer
) strict;

create table journals (
  no integer primary key,
  id blob not null unique,
  public_key blob not null,
  gathering_no integer not null references gatherings (no),
  grade text not null check (grade in ('phone', 'station')),
  station text not null,
  build text not null,
  enrolled_at_ms integer not null,
  withdrawn_at_ms integer,
  seq integer not null default 0,
  digest blob not null,
  highest_seq integer not null default 0,
  forked integer not null default 0,
  safe_seq integer not null default 0,
  claimed_seq integer not null default 0,
  claimed_kept integer not null default 0,
  claimed_at_ms integer,
  clock_offset_ms integer,
  battery integer
) strict;

create table batches (
  no integer primary key,
  id blob not null,
  journal_no integer not null references journals (no),
  received_at_ms integer not null,
  first_seq integer not null,
  entry_count integer not null,
  frame blob not null,
  seal blob not null,
  beside text
) strict;

create table entries (
  no integer primary key,
  journal_no integer not null,
  seq integer not null,
  id blob not null,
  digest blob not null,
  prev blob not null,
  batch_no integer not null,
  gathering_no integer,
  kind text not null,
  wall_ms integer not null,
  signatory_no integer,
  acts integer not null,
  doubt text,
  revoked integer not null default 0,
  bytes blob not null
) strict;
create unique index entries_by_journal on entries (journal_no, seq);
create unique index entries_by_id on entries (id);
create index entries_by_signatory on entries (gathering_no, signatory_no);
create index entries_untargeted on entries (gathering_no) where doubt = 'unknown-target';

create table strays (
  no integer primary key,
  journal_no integer not null,
  seq integer not null,
  id blob not null,
  digest blob not null,
  batch_no integer not null,
  place text not null check (place in ('conflict', 'fork')),
  bytes blob not null
) strict;
create unique index strays_by_digest on strays (journal_no, seq, digest);

create table turnout (
  gathering_no integer not null,
  agency_no integer not null,
  category text not null,
  expected integer not null default 0,
  attended integer not null default 0,
  signed integer not null default 0,
  extra_attended integer not null default 0,
  extra_signed integer not null default 0,
  primary key (gathering_no, agency_no, category)
) strict, without rowid;
`;
