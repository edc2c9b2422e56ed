/** The screens of a desk that people share: an own phone does not load them. */
export { Find } from './find.tsx';
export { Resume } from './resume.tsx';
export { StewardOptions } from './steward-options.tsx';
