/** Devices given up get a table of their own instead of rows of `meta`; notes get an index. */

export const givenUp = `
create table given_up (
  journal_no integer primary key references journals (no),
  at_ms integer not null,
  organiser text not null,
  reason text not null
) strict;

insert into given_up (journal_no, at_ms, organiser, reason)
  select journals.no, value ->> 'atMs', value ->> 'by', value ->> 'reason'
  from meta join journals on meta.name = 'given-up ' || lower(hex(journals.id));
delete from meta where name in (select 'given-up ' || lower(hex(id)) from journals);

create index entries_notes on entries (journal_no) where kind = 'note';
`;
