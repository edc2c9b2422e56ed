/** Ends a run of tests in the browser before it begins, where there is none: with what to do. */
import { chromiumPath } from '../../scripts/ensure-browser.ts';

/** Throws where there is no Chromium. */
export default function needChromium(): void {
  chromiumPath();
}
