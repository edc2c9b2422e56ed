/**
 * What a poster may do: each entry holds the rules that judged it and what the organiser decided;
 * an id is a journal's own; a journal may be late; a gathering has a ceiling for phones, and codes
 * that were replaced. What was judged before keeps its figures.
 */

export const trust = `
alter table entries add column rules integer not null default 1;
alter table entries add column decided text;
drop index entries_by_id;
create unique index entries_by_id on entries (id, journal_no);

alter table strays add column decided text;
alter table strays add column revoked integer not null default 0;
create index strays_decided on strays (journal_no) where decided is not null;

alter table journals add column late text;
alter table journals add column decided text;

alter table gatherings add column phone_ceiling integer not null default 2000;
alter table gatherings add column phone_walk_ins integer not null default 0;
alter table gatherings add column phone_bytes integer not null default 0;
update gatherings set
  phone_walk_ins = (
    select count(*) from entries join journals on journals.no = entries.journal_no
    where journals.gathering_no = gatherings.no and journals.grade = 'phone'
      and entries.kind = 'signing' and entries.signatory_no is null and entries.doubt is null),
  phone_bytes = (
    select coalesce(sum(length(entries.bytes)), 0)
    from entries join journals on journals.no = entries.journal_no
    where journals.gathering_no = gatherings.no and journals.grade = 'phone');

create table replaced_codes (
  gathering_no integer not null references gatherings (no),
  secret blob not null,
  replaced_at_ms integer not null,
  primary key (gathering_no, secret)
) strict, without rowid;

create table decisions (
  no integer primary key,
  gathering_no integer not null references gatherings (no),
  epoch integer not null,
  seq integer not null,
  digest blob not null,
  bytes blob not null,
  unique (gathering_no, epoch, seq)
) strict;
`;
