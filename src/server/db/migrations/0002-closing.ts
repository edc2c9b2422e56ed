/** When the organiser closed a gathering; null while it is open. */

export const closing = `
alter table gatherings add column closed_at_ms integer;
`;
