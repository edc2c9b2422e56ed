/** A chunk that is asked for late, when there may be no network. */
declare const __BUILD__: string;

export const late = `late part of ${__BUILD__}`;
