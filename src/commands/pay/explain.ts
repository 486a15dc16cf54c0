import type { Command } from 'commander';
import { CalculationService } from '../../modules/calculation/calculation.service.js';
import { EarningsService } from '../../modules/calculation/earnings.service.js';
import { WhyNothingService } from '../../modules/calculation/nothing/why-nothing.service.js';
import { StatementsService } from '../../modules/statements/statements.service.js';
import { Refusal } from '../../platform/refusal.js';
import { answering } from '../command.js';
import { withEnvironment, type Environment } from '../environment.js';
import { OPERATOR, type Answer } from '../output.js';
import { sayWorth, worthJson, worthOf } from './explain-worth.js';
import { earningJson, earningText, explainable } from './explain-earning.js';

interface ExplainOptions {
  readonly incentive?: string;
  readonly without?: string;
}

/** `kicker explain`: why a participant earned what they earned in a period, in words and in the numbers that made it. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('explain what a participant earned in a period, or why nothing')
    .argument('<participant>', 'id of the participant')
    .argument('<period>', 'pay period, such as 2026-03')
    .option('--incentive <id>', 'one incentive only')
    .option('--without <booking>', 'also what this booking contributed, and was worth at the margin')
    .action(
      answering(async (participant: string, period: string, options: ExplainOptions) =>
        withEnvironment((environment) => explain(environment, { participant, period, ...options })),
      ),
    );
}

async function explain(
  environment: Environment,
  asked: ExplainOptions & { participant: string; period: string },
): Promise<Answer> {
  const { app } = environment;
  const { calculation } = await app.get(CalculationService).summary(OPERATOR);
  const { participant, period, incentive } = asked;
  const found = await app.get(EarningsService).earnings(OPERATOR, { calculation, participant, period });
  const earnings = found.filter(({ earning }) => incentive === undefined || earning.incentive === incentive);
  if (found.length > 0 && earnings.length === 0) {
    const ids = [...new Set(found.map(({ earning }) => earning.incentive))].filter((id) => id !== '');
    throw new Refusal(
      'UNKNOWN_INCENTIVE',
      `${participant} has no incentive ${incentive} in ${period}.`,
      `Write one of ${ids.join(', ')}, or leave it out.`,
      'incentive',
    );
  }
  // Says first when there is no such participant or period.
  if (earnings.length === 0) await app.get(StatementsService).statement(OPERATOR, { participant, period });
  if (earnings.length === 0) {
    const [why] =
      (await app.get(WhyNothingService).reasons(OPERATOR, [participant], period)).get(participant) ?? [];
    throw new Refusal(
      'NOTHING_EARNED',
      `Calculation ${calculation} has no credit of ${participant} in ${period}. ${why?.says ?? ''}`.trim(),
      'Check the id and the period; kicker readiness says who lacks what.',
    );
  }
  const explained = [];
  for (const earning of earnings) explained.push(await explainable(environment, earning));
  const worth = asked.without === undefined ? [] : await worthOf(environment, explained, asked.without);
  return {
    text: [...explained.map(earningText), ...worth.map(sayWorth)].join('\n\n'),
    json:
      asked.without === undefined
        ? explained.map(earningJson)
        : { earnings: explained.map(earningJson), worth: worth.map(worthJson) },
  };
}
