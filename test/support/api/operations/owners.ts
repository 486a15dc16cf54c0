/** A decision about an account, with a window. */
export const OWNERS: Readonly<Record<string, unknown>> = {
  windows: [{ id: 'kept', of: 'TRANSFER', starts: 'transfer.date', lasts: '90 days', extend: 'never' }],
  decisions: [
    {
      decides: 'OWNER',
      outputs: [{ id: 'owner', is: 'PERSON' }],
      phases: [
        {
          id: 'kept',
          rules: [
            {
              id: 'kept',
              when: { tests: [{ fact: 'window.kept', is: ['open'] }] },
              gives: [{ output: 'owner', is: 'account.owner' }],
              because: 'Kept after the transfer',
            },
          ],
        },
      ],
      otherwise: { gives: [{ output: 'owner', is: 'nothing' }], because: 'Nobody' },
    },
  ],
};
