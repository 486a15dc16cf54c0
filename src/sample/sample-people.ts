/** The sample company's people and territories. Nobody in it is real: everybody is named by region and role. */
export const REGIONS = ['west', 'central', 'east'] as const;
export type Region = (typeof REGIONS)[number];

export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly region: Region | null;
  readonly role:
    'account-executive' | 'account-manager' | 'sales-development' | 'regional-manager' | 'vice-president';
  readonly manager: string;
  readonly hired: string;
  /** Last day of employment; empty while employed. */
  readonly left: string;
}

const TEAM = [
  { role: 'account-executive', short: 'ae', title: 'account executive', count: 7 },
  { role: 'account-manager', short: 'am', title: 'account manager', count: 2 },
  { role: 'sales-development', short: 'sdr', title: 'development representative', count: 3 },
] as const;

/** A joiner in May and a leaver in August, so that periods of people are not all the year. */
const JOINED: Record<string, string> = { 'east-ae-7': '2026-05-11' };
const LEFT: Record<string, string> = { 'west-ae-7': '2026-08-14' };

/** One vice president, three regional managers, and in each region seven executives, two account managers and three representatives. */
export function samplePeople(): SamplePerson[] {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const known = { hired: '2024-02-05', left: '' };
  const vice: SamplePerson = {
    id: 'vp',
    name: 'Vice president',
    region: null,
    role: 'vice-president',
    manager: '',
    ...known,
  };
  const heads = REGIONS.map((region): SamplePerson => {
    return {
      id: `${region}-rm`,
      name: `${capital(region)} regional manager`,
      region,
      role: 'regional-manager',
      manager: 'vp',
      ...known,
    };
  });
  const teams = REGIONS.flatMap((region) =>
    TEAM.flatMap(({ role, short, title, count }) =>
      Array.from({ length: count }, (_, index): SamplePerson => {
        const id = `${region}-${short}-${index + 1}`;
        const name = `${capital(region)} ${title} ${index + 1}`;
        return {
          id,
          name,
          region,
          role,
          manager: `${region}-rm`,
          hired: JOINED[id] ?? known.hired,
          left: LEFT[id] ?? '',
        };
      }),
    ),
  );
  return [vice, ...heads, ...teams];
}

/** Who is paid on no plan, and acts on deals of others all the same. */
export function sampleOffice(): Pick<SamplePerson, 'id' | 'name' | 'region' | 'hired' | 'left'>[] {
  const known = { region: null, hired: '2024-02-05', left: '' };
  return [
    { id: 'comp-admin', name: 'Comp admin', ...known },
    { id: 'finance', name: 'Finance', ...known },
    { id: 'finance-2', name: 'Second finance', ...known },
  ];
}

/** Four territories in each region; each is held by an account manager, the fourth of the central region by nobody in the second quarter. */
export function sampleHoldings(): { territory: string; participant: string; from: string; until: string }[] {
  return REGIONS.flatMap((region) =>
    [1, 2, 3, 4].flatMap((number) => {
      const territory = `${region}-${number}`;
      const participant = `${region}-am-${number <= 2 ? 1 : 2}`;
      if (territory === 'central-4') {
        return [
          { territory, participant, from: '2026-01-01', until: '2026-04-01' },
          { territory, participant, from: '2026-07-01', until: '' },
        ];
      }
      const shared = { territory, participant: `${region}-ae-1`, from: '2026-01-01', until: '' };
      const held = { territory, participant, from: '2026-01-01', until: '' };
      return territory === 'west-2' ? [held, shared] : [held];
    }),
  );
}
