import { beforeEach, describe, expect, it } from '@jest/globals';
import { claimFor, memoryOf } from '../../web/src/graphql/storage.js';

/** What a browser gives a page, one for ever and one for the tab. */
function place(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

let kept = place();
let tab = place();

beforeEach(() => {
  kept = place();
  tab = place();
});

describe('what the page remembers', () => {
  it('of operations and variables, in the tab alone', () => {
    const memory = memoryOf(kept, tab);
    for (const key of ['graphiql:tabState', 'graphiql:variables', 'graphiql:query', 'graphiql:queries'])
      memory.setItem(key, 'west-ae-1');
    expect([kept.length, tab.length, memory.getItem('graphiql:tabState')]).toEqual([0, 4, 'west-ae-1']);
  });

  it('of its layout, for ever, with room for the variables at first', () => {
    const memory = memoryOf(kept, tab);
    const [first] = [memory.getItem('graphiql:secondaryEditorFlex')];
    memory.setItem('graphiql:secondaryEditorFlex', '3');
    expect([first, kept.getItem('graphiql:secondaryEditorFlex'), tab.length]).toEqual(['1.2', '3', 0]);
  });

  it('is forgotten when somebody else signs in, and kept for the same person', () => {
    claimFor('ada', tab);
    tab.setItem('graphiql:variables', 'x');
    claimFor('ada', tab);
    expect(tab.getItem('graphiql:variables')).toBe('x');
    claimFor('finn', tab);
    expect(tab.getItem('graphiql:variables')).toBeNull();
  });
});
