/**
 * What of a gathering stands on posters, papers and screens alone, in one column of JSON: a new text
 * of this kind needs no migration. What the columns held moves into it.
 */

export const printed = `
alter table gatherings add column printed text not null default '{}';
update gatherings set printed =
  json_object('number', number, 'leader', leader, 'closing', json(closing));
alter table gatherings drop column number;
alter table gatherings drop column leader;
alter table gatherings drop column closing;
`;
