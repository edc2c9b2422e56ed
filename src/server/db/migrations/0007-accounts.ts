/**
 * Accounts can be locked and removed, sessions say where they are and end when they are not used,
 * and there is a log of what was done with them. A session that is open goes on: it counts as used
 * when it was opened, because nothing else is known of it.
 */

export const accounts = `
alter table organisers add column locked_at_ms integer;
alter table organisers add column removed_at_ms integer;

alter table sessions rename to earlier_sessions;
create table sessions (
  no integer primary key,
  digest blob not null unique,
  organiser_no integer not null references organisers (no),
  opened_at_ms integer not null,
  used_at_ms integer not null,
  opened_steady_ms integer not null,
  used_steady_ms integer not null,
  address text not null,
  browser text not null
) strict;
create index sessions_organiser on sessions (organiser_no);
insert into sessions (
  digest, organiser_no, opened_at_ms, used_at_ms, opened_steady_ms, used_steady_ms, address, browser
)
  select digest, organiser_no, opened, opened, opened, opened, '', ''
  from (select *, expires_at_ms - 43200000 as opened from earlier_sessions);
drop table earlier_sessions;

create table security_log (
  no integer primary key,
  at_ms integer not null,
  last_at_ms integer not null,
  count integer not null default 1,
  act text not null,
  is_stranger integer not null,
  who text not null,
  address text not null,
  detail text not null
) strict;
create index security_log_acts on security_log (act, last_at_ms);
create index security_log_strangers on security_log (is_stranger, no);
`;
