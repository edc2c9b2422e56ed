/**
 * What is kept beside another entry can be accepted by the organiser, and revoked. Nothing was
 * decided of it before.
 */

export const strays = `
alter table strays add column decided text;
alter table strays add column revoked integer not null default 0;
create index strays_decided on strays (journal_no) where decided is not null;
`;
