import { isAlreadyDone, transitionFrom, type Transition } from './process.js';

type State = 'draft' | 'open' | 'closed' | 'archived';

const PROCESS: readonly Transition<State, 'open' | 'close' | 'archive' | 'revise'>[] = [
  { event: 'open', from: ['draft'], to: 'open', by: ['owner'] },
  { event: 'close', from: ['open'], to: 'closed', by: ['owner', 'staff'] },
  { event: 'archive', from: ['draft'], to: 'archived', by: ['owner'] },
  { event: 'archive', from: ['open', 'closed'], to: 'archived', by: ['staff'] },
  { event: 'revise', from: ['open', 'draft'], to: 'open', by: ['owner'] },
];

describe('transitionFrom', () => {
  it.each([
    ['draft', 'open', PROCESS[0]],
    ['draft', 'archive', PROCESS[2]],
    ['open', 'archive', PROCESS[3]],
    ['closed', 'archive', PROCESS[3]],
  ] as const)('leads out of %s by %s', (state, event, row) => {
    expect(transitionFrom(PROCESS, state, event)).toBe(row);
  });

  it.each([
    ['closed', 'open'],
    ['archived', 'archive'],
    ['unheard of', 'open'],
  ] as const)('leads nowhere out of %s by %s', (state, event) => {
    expect(transitionFrom(PROCESS, state, event)).toBeUndefined();
  });
});

describe('isAlreadyDone', () => {
  it.each([
    ['open', 'open', true],
    ['archived', 'archive', true],
    ['closed', 'open', false],
    ['draft', 'close', false],
    ['draft', 'open', false],
    // It can be done again, so it has something left to do.
    ['open', 'revise', false],
  ] as const)('of a thing that is %s, says of %s: %p', (state, event, isDone) => {
    expect(isAlreadyDone(PROCESS, state, event)).toBe(isDone);
  });
});
