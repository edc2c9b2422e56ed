/** What a person sees on a page, and waits for it with the same patience in every runner. */
import { expect } from '@playwright/test';
import { PATIENCE } from './patience.ts';

/** As `expect`, of a page and what is on it. */
export const see = expect.configure({ timeout: PATIENCE.seenMs });
