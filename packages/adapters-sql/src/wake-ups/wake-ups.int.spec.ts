import { anId, TEST_EPOCH, until, Undo, aWebhookEvent } from '@2krika/domain/testing';
import { useOwnDatabase } from '../../testing/index.js';
import { sqlStorage, type SqlStorage } from '../sql-storage.js';
import { WakeUpListener } from './wake-up-listener.js';

const BACKEND_OF_LISTENER = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = '2krika-wake-ups'`;

describe('wake-ups through PostgreSQL', () => {
  const opened = useOwnDatabase();
  let storage: SqlStorage;
  let listener: WakeUpListener;
  let heard = 0;

  const anEvent = () => ({
    name: 'order.placed',
    ...{ aggregateType: 'order', aggregateId: anId() },
    ...{ occurredAt: TEST_EPOCH, payload: {} },
  });

  beforeEach(async () => {
    storage = sqlStorage(opened().database);
    heard = 0;
    listener = new WakeUpListener({
      url: opened().url,
      onWakeUp: () => {
        heard += 1;
      },
    });
    // It wakes when it has begun to listen: work may have been made before.
    await until(() => heard === 1);
    heard = 0;
  });

  afterEach(async () => {
    await listener.close();
  });

  it('wakes within a moment of the commit of an event', async () => {
    await storage.unitOfWork.run(({ outbox }) => outbox.publish([anEvent()]));
    const committed = performance.now();
    await until(() => heard > 0);
    expect(performance.now() - committed).toBeLessThan(500);
  });

  it('wakes after the commit, so that what it is about is seen', async () => {
    await storage.unitOfWork.run(async ({ outbox, settings }) => {
      await outbox.publish([anEvent()]);
      await settings.get('services.auto_approve');
      expect(heard).toBe(0);
    });
    await until(() => heard > 0);
  });

  it('wakes for the manual form and outside a transaction alike', async () => {
    const transaction = await storage.outbox.begin();
    await storage.outbox.publish([anEvent()], { transaction });
    await transaction.commit();
    await until(() => heard > 0);
    heard = 0;
    await storage.outbox.publish([anEvent()]);
    await until(() => heard > 0);
  });

  it('wakes for a webhook', async () => {
    await storage.webhookInbox.receive(aWebhookEvent());
    await until(() => heard > 0);
  });

  it('wakes for nothing that rolled back', async () => {
    const work = storage.unitOfWork.run(async ({ outbox }) => {
      await outbox.publish([anEvent()]);
      throw new Undo();
    });
    await expect(work).rejects.toThrow(Undo);
    // What comes behind is heard; had there been a wake-up before it, there would be two.
    await opened().admin.query(`SELECT pg_notify('work', '')`);
    await until(() => heard > 0);
    expect(heard).toBe(1);
  });

  it('listens again after its connection was lost, and wakes for what it did not hear', async () => {
    const { admin } = opened();
    await admin.query(`SELECT pg_terminate_backend(pid) FROM (${BACKEND_OF_LISTENER}) listener`);
    await until(() => heard > 0);
    heard = 0;
    await storage.outbox.publish([anEvent()]);
    await until(() => heard > 0);
  });

  it('ends its connection when it is closed, and makes no other', async () => {
    const { admin } = opened();
    await listener.close();
    await until(async () => (await admin.query(BACKEND_OF_LISTENER)).rowCount === 0);
  });

  it('closes while it waits to connect to a server that is not there', async () => {
    const lost = new WakeUpListener({
      url: 'postgresql://nobody@127.0.0.1:1/none',
      onWakeUp: () => undefined,
    });
    await expect(lost.close()).resolves.toBeUndefined();
  });
});
