import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { benchText } from '../../../../test/support/rules/versions.js';
import { readDocument } from '../documents/read-document.js';
import { RulesService, type PublishReport } from '../rules.service.js';
import { ifPublished } from './effect.js';
import type { Publication } from './publication.js';
import type { PublishedText } from './read-publications.js';

const ADMIN = seeingAll('admin');
const rules = new RulesService(testDatabase());

let count = 0;
let table = '';

/** A table of the test's own: by its rate, which tells versions apart. */
function rates(rate: number, from: string, until: string | null = null): string {
  return `kicker: 1
table: ${table}
from: ${from}
${until === null ? '' : `until: ${until}\n`}inputs: [booking.type]
outputs: [{ id: rate, is: percent }]
hit: first
rows: [["-", ${rate}%]]
no-match: refuse
`;
}

const day = (month: number): string => `2026-${String(month).padStart(2, '0')}-01`;

async function publish(texts: readonly string[], reason?: string): Promise<PublishReport> {
  const files = texts.map((text, at) => ({ path: `${table}-${at}.yaml`, text }));
  const report = await rules.publish(ADMIN, files, reason);
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return report;
}

const states = ({ documents }: PublishReport): unknown[] => documents.map(({ state }) => state);

const ranges = (published: readonly (Publication & { text: string })[]): string[] =>
  published
    .filter(({ name }) => name === table)
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
    .map(({ from, until, text }) => `${/(\d+)%/.exec(text)?.[1]}: ${from}..${until ?? ''}`);
const inForce = async (): Promise<string[]> => ranges(await rules.published(ADMIN));

const SPAN = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.option(fc.integer({ min: 1, max: 5 })))
  .map(([from, length]) => [day(from), length === null ? null : day(from + length)] as const);
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

beforeEach(async () => {
  count += 1;
  table = `rates-${count}`;
  await rules.publish(ADMIN, [{ path: 'facts.yaml', text: benchText('facts') }]);
});

describe('an end that is written into a text in force', () => {
  it.each([
    ['first', (texts: string[]) => texts],
    ['last', (texts: string[]) => texts.toReversed()],
  ])(
    'needs no reason where what is published with it takes the later days, its file %s',
    async (_, ordered) => {
      await publish([rates(1, day(1))]);
      const files = ordered([rates(1, day(1), day(2)), rates(2, day(2), day(3)), rates(3, day(3))]);
      expect(states(await publish(files))).toEqual(ordered(['ended', 'published', 'published']));
      expect(await inForce()).toEqual([
        '1: 2026-01-01..2026-02-01',
        '2: 2026-02-01..2026-03-01',
        '3: 2026-03-01..',
      ]);
      const again = await publish(files);
      expect(states(again)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    },
  );

  it.each([
    ['first', (texts: string[]) => texts],
    ['last', (texts: string[]) => texts.toReversed()],
  ])(
    'needs a reason where nothing takes days of it, its file %s, and then none is in force on them',
    async (_, ordered) => {
      await publish([rates(1, day(1))]);
      const files = ordered([rates(1, day(1), day(2)), rates(2, day(2), day(3))]);
      await expect(publish(files)).rejects.toMatchObject({
        code: 'REASON_MISSING',
        message: expect.stringMatching(
          new RegExp(
            `^table ${table} in ${table}-\\d.yaml ends on 2026-02-01, and no version that is published with it is in force from 2026-03-01 on, as it is now`,
          ),
        ),
      });
      expect(await inForce()).toEqual(['1: 2026-01-01..']);
      await publish(files, 'No rates from March on');
      expect(await inForce()).toEqual(['1: 2026-01-01..2026-02-01', '2: 2026-02-01..2026-03-01']);
    },
  );

  it('ends it beyond a later version too, and takes no day from another', async () => {
    await publish([rates(1, day(1))]);
    await publish([rates(2, day(3), day(6))]);
    await publish([rates(3, '2026-01-10', '2026-01-20')]);
    const files = [rates(1, day(1), day(2))];
    await expect(publish(files)).rejects.toMatchObject({
      message: expect.stringContaining('in force from 2026-02-01 until 2026-03-01, from 2026-06-01 on, as'),
    });
    const { position, documents } = await publish(files, 'ended');
    const after = [
      '1: 2026-01-01..2026-01-10',
      '3: 2026-01-10..2026-01-20',
      '1: 2026-01-20..2026-02-01',
      '2: 2026-03-01..2026-06-01',
    ];
    expect(await inForce()).toEqual(after);
    expect(documents.map(({ supersedes }) => supersedes.map(({ from, until }) => [from, until]))).toEqual([
      [
        ['2026-01-01', '2026-01-10'],
        ['2026-01-20', '2026-03-01'],
        ['2026-06-01', null],
      ],
    ]);
    const again = await publish(files, 'ended');
    expect([states(again), again.position]).toEqual([['unchanged'], position]);
    expect(await inForce()).toEqual(after);
  });

  it('is told by what the text says, not by how it is laid out; with other words it takes its days alone', async () => {
    await publish([rates(1, day(1))]);
    const laidOut = `# Ended\n${rates(1, day(1), day(6)).replace('hit: first', 'hit:   first # for good')}`;
    expect(states(await publish([laidOut], 'ended'))).toEqual(['ended']);
    expect(await inForce()).toEqual(['1: 2026-01-01..2026-06-01']);
    expect(states(await publish([rates(2, day(1), day(2))], 'corrected'))).toEqual(['published']);
    expect(await inForce()).toEqual(['2: 2026-01-01..2026-02-01', '1: 2026-02-01..2026-06-01']);
  });

  it('that is later, or none, brings the text back in force as a text of its own', async () => {
    await publish([rates(1, day(1), day(3))]);
    await publish([rates(1, day(1), day(2))], 'ended');
    await expect(publish([rates(1, day(1), day(3))])).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await publish([rates(1, day(1), day(3))], 'not ended after all');
    expect(await inForce()).toEqual(['1: 2026-01-01..2026-03-01']);
    expect(states(await publish([rates(1, day(1), day(2))], 'ended again'))).toEqual(['ended']);
    expect(await inForce()).toEqual(['1: 2026-01-01..2026-02-01']);
  });

  it('before which others took all days leaves nothing of it, and comes again unchanged', async () => {
    await publish([rates(1, day(1))]);
    await publish([rates(2, day(1), day(3))], 'corrected');
    const ended = [rates(1, day(1), day(2))];
    expect(states(await publish(ended, 'ended'))).toEqual(['ended']);
    expect(states(await publish(ended, 'ended'))).toEqual(['unchanged']);
    expect(await inForce()).toEqual(['2: 2026-01-01..2026-03-01']);
  });

  it('comes again as a correction of what was published on its days since', async () => {
    await publish([rates(1, day(1))]);
    await publish([rates(2, '2026-01-10', '2026-01-20')]);
    const ended = [rates(1, day(1), day(2))];
    await publish(ended, 'ended');
    await publish([rates(3, '2026-01-12', '2026-01-15')]);
    await expect(publish(ended)).rejects.toMatchObject({ code: 'REASON_MISSING' });
    expect(states(await publish(ended, 'as signed'))).toEqual(['published']);
    expect(await inForce()).toEqual(['1: 2026-01-01..2026-02-01']);
  });

  it('is not needed where versions follow each other inside it, in whatever order the files are given', async () => {
    for (const ordered of [(texts: string[]) => texts, (texts: string[]) => texts.toReversed()]) {
      count += 1;
      table = `rates-${count}`;
      await publish([rates(1, day(1))]);
      const files = ordered([rates(2, day(2), day(3)), rates(3, day(3))]);
      expect(states(await publish(files))).toEqual(['published', 'published']);
      expect(await inForce()).toEqual([
        '1: 2026-01-01..2026-02-01',
        '2: 2026-02-01..2026-03-01',
        '3: 2026-03-01..',
      ]);
    }
  });

  it('comes to the same in whatever order the files are given', async () => {
    const history = fc.array(fc.tuple(fc.constantFrom(1, 2, 3), SPAN), { minLength: 1, maxLength: 4 });
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 3, maxLength: 5 });
    const files = fc.tuple(bounds, fc.array(fc.constantFrom(1, 2, 3), { minLength: 4, maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(history, files, async (earlier, [days, said]) => {
        const sorted = days.toSorted((a, b) => a - b);
        const outcome = async (turned: boolean): Promise<unknown> => {
          count += 1;
          table = `rates-${count}`;
          for (const [rate, [from, until]] of earlier) await publish([rates(rate, from, until)], 'because');
          const texts = sorted
            .slice(1)
            .map((end, at) => rates(said[at] ?? 1, day(sorted[at] ?? 1), day(end)));
          const done = await publish(turned ? texts.toReversed() : texts).then(states, codeOf);
          return [turned && Array.isArray(done) ? done.toReversed() : done, await inForce()];
        };
        expect(await outcome(true)).toEqual(await outcome(false));
      }),
      runs(8, 5, 40),
    );
  }, 60_000);

  it('does what the check of a version expects, whatever was published before', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(1, 2), SPAN), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (told) => {
        count += 1;
        table = `rates-${count}`;
        for (const [rate, [from, until]] of told) {
          const text = rates(rate, from, until);
          const before = await rules.published(ADMIN);
          const [state] = states(await publish([text], 'because'));
          const after = await rules.published(ADMIN);
          const { declared } = readDocument({ path: 'rates.yaml', text });
          if (!declared) throw new Error('the table cannot be read');
          const expected = state === 'unchanged' ? before : ifPublished(before, declared);
          expect(ranges(after)).toEqual(ranges(expected));
          expect(state === 'ended' ? gained(before, after, text) : []).toEqual([]);
          expect(states(await publish([text], 'because'))).toEqual(['unchanged']);
        }
      }),
      runs(8, 17, 40),
    );
  }, 60_000);
});

/** Months whose text is another one than before, and not gone: none, where a text only ended. */
function gained(before: readonly PublishedText[], after: readonly PublishedText[], text: string): string[] {
  const months = Array.from({ length: 14 }, (_, at) => (at < 12 ? day(at + 1) : `2027-0${at - 11}-01`));
  const rateOn = (published: readonly PublishedText[], on: string): string | undefined => {
    const part = published.find(
      ({ name, from, until }) => name === table && (from ?? '') <= on && (until === null || on < until),
    );
    return part && /(\d+)%/.exec(part.text)?.[1];
  };
  const own = /(\d+)%/.exec(text)?.[1];
  return months.filter((on) => {
    const [was, is] = [rateOn(before, on), rateOn(after, on)];
    return is !== was && !(was === own && is === undefined);
  });
}
