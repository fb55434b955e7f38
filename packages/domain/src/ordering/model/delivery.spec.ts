import { after, HOUR } from '../../kernel/index.js';
import { deliver, requestRevision, type Delivery, type DeliveryContent } from './delivery.js';
import { MessageTooShort } from './order-errors.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const WISH = 'Le vert est trop clair.';

function content(overrides: Partial<DeliveryContent> = {}): DeliveryContent {
  return { id: 'first', message: 'Voici votre logo définitif.', linkUrls: [], uploadIds: [], ...overrides };
}

const states = (deliveries: readonly Delivery[]) => deliveries.map(({ state }) => state);

describe('a delivery', () => {
  it('is numbered from 1 and waits for its customer', () => {
    expect(deliver([], content(), NOW)).toEqual([
      { ...content(), number: 1, submittedAt: NOW, state: 'submitted', revisionMessage: null },
    ]);
  });

  it('replaces one that nobody has answered', () => {
    const deliveries = deliver(deliver([], content(), NOW), content({ id: 'second' }), after(NOW, HOUR));
    expect(states(deliveries)).toEqual(['superseded', 'submitted']);
    expect(deliveries[1]).toMatchObject({ id: 'second', number: 2, submittedAt: after(NOW, HOUR) });
  });

  it('keeps what was wished of the one before it', () => {
    const sentBack = requestRevision(deliver([], content(), NOW), WISH);
    expect(sentBack).toMatchObject([{ state: 'revision_requested', revisionMessage: WISH }]);
    const again = deliver(sentBack, content({ id: 'second' }), NOW);
    expect(states(again)).toEqual(['revision_requested', 'submitted']);
    expect(states(requestRevision(again, WISH))).toEqual(['revision_requested', 'revision_requested']);
    expect(requestRevision(again, 'Plus grand, svp.')[0]?.revisionMessage).toBe(WISH);
  });

  it.each(['', '                        ', 'Voilà, bonne journé', '🙂'.repeat(19)])(
    'is more than the text "%s"',
    (message) => {
      expect(() => deliver([], content({ message }), NOW)).toThrow(MessageTooShort);
    },
  );

  it('needs few words beside a file or a link', () => {
    const [upload] = deliver([], content({ message: '', uploadIds: ['upload'] }), NOW);
    const [link] = deliver([], content({ message: 'Ici', linkUrls: ['https://example.com/logo'] }), NOW);
    expect([upload?.state, link?.state]).toEqual(['submitted', 'submitted']);
    expect(deliver([], content({ message: '12345678901234567890' }), NOW)).toHaveLength(1);
  });
});
