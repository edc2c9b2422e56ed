/**
 * What only posters, papers and screens show of a gathering lies in one column of JSON. A new text
 * of this kind needs no migration. The data of the three columns moves into it.
 */

export const printed = `
alter table gatherings add column printed text not null default '{}';
update gatherings set printed =
  json_object('number', number, 'leader', leader, 'closing', json(closing));
alter table gatherings drop column number;
alter table gatherings drop column leader;
alter table gatherings drop column closing;
`;
