/**
 * Entries are found by their gathering; whose they are is held in memory (signatory-rows.ts). What
 * each says of the one before it stands in its bytes alone.
 */

export const signatories = `
drop index entries_by_signatory;
create index entries_by_gathering on entries (gathering_no);
alter table entries drop column prev;
`;
