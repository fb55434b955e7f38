import {
  after,
  COMMUNICATION_KINDS,
  cursorRequest,
  SECOND,
  TRANSPORTS,
  type CommunicationEntry,
  type CommunicationLog,
} from '@2krika/domain';
import { aCommunicationEntry } from '../../factories/messaging/message-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface CommunicationLogPorts {
  readonly communicationLog: CommunicationLog;
}

const EVERY_FIELD: Partial<CommunicationEntry> = {
  transport: 'websocket',
  connectionId: 'c-1',
  node: 'api-1',
  ms: 12,
  error: 'closed by the peer',
  ipHash: 'ab12',
};

export function communicationLogContract(open: Open<CommunicationLogPorts>): void {
  describe('CommunicationLog', () => {
    let log: CommunicationLog;
    let userId: string;

    beforeEach(async () => {
      log = (await open()).communicationLog;
      userId = anId();
    });

    async function recorded(overrides: Partial<CommunicationEntry> = {}): Promise<CommunicationEntry> {
      const entry = aCommunicationEntry({ userId, ...overrides });
      await log.record(entry);
      return entry;
    }

    const ids = (entries: readonly CommunicationEntry[]) => entries.map(({ id }) => id);

    it('gives back an entry of every kind and transport as it was recorded', async () => {
      const entries = [await recorded({ ...EVERY_FIELD, chatId: null, seq: null })];
      for (const kind of COMMUNICATION_KINDS) entries.push(await recorded({ kind }));
      for (const transport of TRANSPORTS) entries.push(await recorded({ transport }));
      const { results } = await log.list({ userId }, cursorRequest(undefined, 100));
      expect(new Map(results.map((entry) => [entry.id, entry]))).toEqual(
        new Map(entries.map((entry) => [entry.id, entry])),
      );
    });

    it('lists what fits all of the filter', async () => {
      const chatId = anId();
      const [first, second] = [await recorded({ chatId, seq: 1 }), await recorded({ chatId, seq: 2 })];
      const other = await recorded({ userId: anId(), chatId, seq: 1 });
      await recorded();
      const found = async (filter: Parameters<CommunicationLog['list']>[0]) =>
        ids((await log.list(filter, cursorRequest())).results).sort();
      expect(await found({ chatId })).toEqual(ids([first, second, other]).sort());
      expect(await found({ chatId, userId })).toEqual(ids([first, second]).sort());
      expect(await found({ chatId, seq: 1 })).toEqual(ids([first, other]).sort());
      expect(await found({ userId: anId() })).toEqual([]);
    });

    it('lists the newest first, equal instants by id downwards, by page and by cursor', async () => {
      const entries: CommunicationEntry[] = [];
      for (const seconds of [1, 2, 2, 2, 3])
        entries.push(await recorded({ at: after(TEST_EPOCH, seconds * SECOND) }));
      const expected = ids(
        entries.sort(
          (left, right) => right.at.getTime() - left.at.getTime() || (left.id < right.id ? 1 : -1),
        ),
      );
      await recorded({ userId: anId() });
      await expectList((request) => log.list({ userId }, request), expected);
    });

    it('removes what is too old, at most as much as asked for', async () => {
      const old = new Date('2001-01-01T00:00:00.000Z');
      const kept = await recorded({ at: after(old, SECOND) });
      for (let seq = 1; seq <= 3; seq += 1) await recorded({ at: old, seq });
      expect(await log.purge(after(old, SECOND), 2)).toBe(2);
      expect(await log.purge(after(old, SECOND), 2)).toBe(1);
      expect(await log.purge(after(old, SECOND), 2)).toBe(0);
      expect(ids((await log.list({ userId }, cursorRequest())).results)).toEqual([kept.id]);
    });
  });
}
