/**
 * When the code of a desk was withdrawn: until then a tablet may have begun with it, also when its
 * time is over. Whether a code that is over was withdrawn before is not known: it is asked again.
 */

export const codes = `
alter table stations add column withdrawn_at_ms integer;
`;
