/** The closing block: place and date, who confirms, room for the hand, and the name underlined. */
import { formatDate } from '#core/dates.ts';
import type { Zone } from '#core/time.ts';
import {
  BODY,
  fitText,
  stackHeightPt,
  textMarks,
  type Block,
  type Measure,
  type RuleMark,
  type TextMark,
} from '../print/layout.ts';

/** Who confirms the list, where and when. Empty rank or number is left out. */
export interface Closing {
  readonly city: string;
  readonly dateMs: number;
  readonly position: string;
  readonly name: string;
  readonly rank: string;
  readonly number: string;
}

const WIDTH_PT = 215;
const ABOVE_PT = 10;
/** Room for a wet signature and a stamp. */
const HAND_PT = 46;

/** The block at the right, under the table. */
export function closingBlock(closing: Closing, zone: Zone, measure: Measure): Block {
  const room = { widthPt: WIDTH_PT, heightPt: 36, sizesPt: [9.5, 9, 8.5] };
  const fit = (text: string) => fitText(text, room, measure);
  const upper = [
    fit(`${closing.city}, ${formatDate(closing.dateMs, zone)}`),
    fit('Mengetahui,'),
    fit(`${closing.position},`),
  ];
  const name = fitText(closing.name, { ...room, weight: 'bold' }, measure);
  const lower = [
    name,
    ...(closing.rank === '' ? [] : [fit(closing.rank)]),
    ...(closing.number === '' ? [] : [fit(`NIP ${closing.number}`)]),
  ];
  const upperPt = stackHeightPt(upper);
  return {
    heightPt: ABOVE_PT + upperPt + HAND_PT + stackHeightPt(lower) + 4,
    draw: (topPt) => {
      const xPt = BODY.xPt + BODY.widthPt - WIDTH_PT;
      const box = { xPt, yPt: topPt + ABOVE_PT, widthPt: WIDTH_PT, heightPt: upperPt };
      const under = { ...box, yPt: box.yPt + upperPt + HAND_PT };
      const marks = textMarks(lower, { box: under, align: 'left' }, measure);
      const names = marks.slice(0, name.lines.length);
      return [
        ...textMarks(upper, { box, align: 'left' }, measure),
        ...marks,
        ...names.map((mark) => underline(mark, measure)),
      ];
    },
  };
}

function underline(mark: TextMark, measure: Measure): RuleMark {
  const yPt = mark.yPt + 1.6;
  const endPt = mark.xPt + measure(mark.text, mark.weight) * mark.sizePt;
  return { kind: 'rule', from: [mark.xPt, yPt], to: [endPt, yPt], widthPt: 0.7 };
}
