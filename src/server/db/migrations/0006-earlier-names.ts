/**
 * The names under which people stood on earlier rosters: tablets in the field may still hold one.
 * What was imported before this was kept is not known.
 */

export const earlierNames = `
create table earlier_names (
  programme_no integer not null references programmes (no),
  signatory_no integer not null,
  name text not null,
  primary key (programme_no, signatory_no, name)
) strict, without rowid;
`;
