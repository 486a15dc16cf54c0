import { ONE, ratio, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Reckoned, Window } from '../reckon.js';

/** What a negative that is carried as earning does to a window's pay: what earlier windows left is taken off, what goes below zero is left for later ones. */
export function leftOver(
  { end, frame }: Reckoned,
  { opening, negative }: Pick<Window, 'opening' | 'negative'>,
): readonly ModifierWorking[] {
  const { owed } = opening;
  const left =
    negative === 'carry-earning' && end.balance < 0n ? ratio(-end.balance, frame.denominator) : null;
  const said = (change: Ratio, because: string): ModifierWorking => ({
    what: 'below zero',
    times: ONE,
    applied: true,
    because,
    change,
  });
  return [
    ...(owed.n === 0n ? [] : [said(owed, 'earlier windows left that much pay to be taken back.')]),
    ...(left
      ? [said(left, 'below zero nothing is paid; that much is left for later windows to take back.')]
      : []),
  ];
}

/** Whether it says what a negative left. */
export function isLeftOver({ what }: ModifierWorking): boolean {
  return what === 'below zero';
}
