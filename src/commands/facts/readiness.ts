import type { Command } from 'commander';
import { invariant } from '../../engine/kernel/invariant.js';
import { readDay } from '../../engine/kernel/day.js';
import { ParticipantsService, type ReadinessLine } from '../../modules/participants/participants.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { date } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment, type Environment } from '../environment.js';
import { EXIT, OPERATOR, type Answer } from '../output.js';

/** `kicker readiness`: who lacks a plan, quota, manager or payroll id, which territory lacks a holder, and which opportunity nobody told, on a day. */
export function addReadiness(program: Command): void {
  program
    .command('readiness')
    .description('list what is missing before pay can be right')
    .requiredOption('--on <date>', 'the day that is asked about, such as 2026-03-31', date)
    .action(
      answering(async (options: { on: string }) =>
        withEnvironment(async (environment) =>
          readinessAnswer(await readiness(environment, options.on), options.on),
        ),
      ),
    );
}

async function readiness({ app, opened }: Environment, on: string): Promise<readonly ReadinessLine[]> {
  const day = readDay(on);
  invariant(day !== undefined, `the day ${on} passed its argument`);
  return await opened.database.inTransaction(OPERATOR, async (tx) => {
    const { rulebook, position } = await app.get(RulesService).rulebookNow(tx);
    return await app.get(ParticipantsService).readinessAt(tx, { position, on: day, rulebook });
  });
}

function readinessAnswer(lines: readonly ReadinessLine[], on: string): Answer {
  const text =
    lines.length === 0
      ? `Everybody is ready on ${on}.`
      : [...lines.map(({ message }) => message), `${lines.length} things to put right on ${on}`].join('\n');
  return { text, json: lines, exit: lines.length === 0 ? EXIT.ok : EXIT.findings };
}
