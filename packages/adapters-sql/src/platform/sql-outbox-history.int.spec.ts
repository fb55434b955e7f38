import { anId, outboxHistoryContract, TEST_EPOCH, until } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('the history of the outbox in PostgreSQL', () => {
  const open = useSqlStorage();

  outboxHistoryContract(open, ({ database }) =>
    database.session().execute(
      {
        name: 'outbox_events_end_leases',
        text: `UPDATE outbox_events SET locked_until = locked_until - interval '5 seconds'`,
      },
      [],
    ),
  );

  it('waits for a transaction that has a place and has not committed, and is settled before it', async () => {
    const { database, outbox, outboxHistory, unitOfWork } = await open();
    const anEvent = () => ({
      name: 'order.placed',
      ...{ aggregateType: 'order', aggregateId: anId(), occurredAt: TEST_EPOCH },
      payload: {},
    });
    const before = await outboxHistory.lastSettled();
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let hasWritten = false;
    const slow = unitOfWork.run(async (scope) => {
      await scope.outbox.publish([anEvent()]);
      hasWritten = true;
      await held;
    });
    await until(() => hasWritten);
    // It gets a later place and commits earlier.
    await outbox.publish([anEvent()]);
    let isSettled = false;
    const settling = outboxHistory.lastSettled().finally(() => {
      isSettled = true;
    });
    // Several turns of its waiting.
    await database.session().rows({ name: 'pause', text: 'SELECT pg_sleep(0.2)::text' });
    expect(isSettled).toBe(false);
    commit();
    await slow;
    expect(await settling).toBe(before);
  });
});
