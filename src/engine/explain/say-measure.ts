import type { Ratio } from '../kernel/ratio.js';
import type { Earning, WindowWorking } from '../model/result.js';
import { isOne, sayAttainment, sayIn, sayRate } from './say-numbers.js';
import { sayDuring } from './say-window.js';

/** Formulas that say for themselves what they looked at. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(['mbo', 'guarantee', 'cap']);

/** Whether an earning is about a measure of its own. */
export function hasMeasure({ working: { measured, formula } }: Earning): boolean {
  return measured !== '' && !OF_THEIR_OWN.has(formula);
}

/** What was credited, counted or handed in for the window, and how it lies to the quota. */
export function sayMeasure(earning: Earning): string {
  return `${sayStanding(earning)}${sayPaidApart(earning)}`;
}

/** What is paid on beside what was credited, where another part retires quota, or the incentive takes only some of it. */
function sayPaidApart({ working, currency }: Earning): string {
  const { paid } = working;
  return paid ? `; ${sayIn(paid, { ...working, currency })} of what was credited is paid on` : '';
}

function sayStanding(earning: Earning): string {
  const { quota, attainment, window } = earning;
  if (!hasMeasure(earning)) return sayDuring(window).replace(/^./, (first) => first.toUpperCase());
  const say = (value: Ratio): string => sayIn(value, { ...earning.working, currency: earning.currency });
  if (quota === null)
    return `${measured(earning, say, true)}${lacksQuota(earning) ? ', without a quota' : ''}`;
  const what = measured(earning, say, false);
  const of = `quota of ${say(quota)}${sayQuota(earning.working, say)}`;
  if (attainment === null) return `${what}, with a ${of}`;
  return `${what} ${isMany(earning) ? 'are' : 'is'} ${sayAttainment(attainment)} of your ${of}`;
}

/** What a quota was before time away relieved it, and whether earlier credits are rated by another. */
function sayQuota(
  { relievedFrom, quotaByCredit, members }: WindowWorking,
  say: (value: Ratio) => string,
): string {
  const said = [
    ...(members === undefined ? [] : [`of ${members} ${members === 1 ? 'person' : 'people'} in your team`]),
    ...(relievedFrom ? [`relieved from ${say(relievedFrom)} for time away`] : []),
    ...(quotaByCredit ? ['each credit is rated by the quota of its day'] : []),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

function measured(
  { measure, window, working, currency }: Earning,
  say: (value: Ratio) => string,
  alone: boolean,
): string {
  const { rolling } = working;
  const when =
    rolling === undefined ? sayDuring(window) : `in the ${rolling} days until the end of ${window.name}`;
  if (working.measured !== undefined)
    return `${working.measured} ${alone ? 'is' : 'of'} ${say(measure)} ${when}${sayMade(working, currency)}`;
  const carried = working.carried ? ` (${say(working.carried)} of it carried over from before)` : '';
  return `${say(measure)} ${working.unit === undefined ? 'credited' : 'counted'} ${when}${carried}`;
}

/** Whether it is paid by what the plan says for those without a quota, where no reason says so already. */
export function lacksQuota({ attainment, reason, working: { tiers } }: Earning): boolean {
  return attainment === null && reason === null && tiers.some(({ id }) => id === 'no-quota');
}

/** What a measure that is made of others is made of, for a bracket. */
function sayMade({ made }: WindowWorking, currency: string): string {
  if (!made) return '';
  const parts = made.of.map(({ name, value, unit, weight }) => {
    const said = `${name} ${sayIn(value, { unit, currency })}`;
    return weight ? `${sayRate(weight)} × ${said}` : said;
  });
  return ` (${parts.join(SIGNS[made.by])})`;
}

const SIGNS = { ratio: ' ÷ ', difference: ' − ', weighted: ' + ' } as const;

/** Whether what was counted is several. */
export function isMany({ measure, working: { unit, measured: derived } }: Earning): boolean {
  return unit !== undefined && unit !== '%' && derived === undefined && !isOne(measure);
}
