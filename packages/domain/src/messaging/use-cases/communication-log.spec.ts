import { aCommunicationEntry } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { after } from '../../kernel/index.js';
import { PermissionMissing } from '../../identity/index.js';
import { COMMUNICATION_LIFETIME } from '../model/communication-entry.js';

describe('the log of communication', () => {
  it('is shown to staff who may audit chats, and to nobody else', async () => {
    const { aPerson, mongo, listCommunicationLog } = await messagingBench();
    const entry = aCommunicationEntry();
    await mongo.communicationLog.record(entry);
    await mongo.communicationLog.record(aCommunicationEntry());
    const auditor = await aPerson('chat:audit');
    const shown = await listCommunicationLog.execute({ actor: auditor, userId: entry.userId });
    expect(shown.results).toEqual([entry]);
    expect(await listCommunicationLog.execute({ actor: auditor, limit: 1 })).toMatchObject({ totalPages: 2 });
    const others = await aPerson('chat:moderate');
    await expect(listCommunicationLog.execute({ actor: others })).rejects.toThrow(PermissionMissing);
  });

  it('forgets entries after their time, and not a moment before', async () => {
    const { aPerson, mongo, listCommunicationLog, purgeCommunicationLog, clock } = await messagingBench();
    const oldest = after(clock.now(), -COMMUNICATION_LIFETIME);
    const kept = aCommunicationEntry({ at: oldest });
    await mongo.communicationLog.record(kept);
    await mongo.communicationLog.record(aCommunicationEntry({ at: after(oldest, -1) }));
    expect(await purgeCommunicationLog.execute()).toBe(1);
    expect(await purgeCommunicationLog.execute()).toBe(0);
    const { results } = await listCommunicationLog.execute({ actor: await aPerson('chat:audit') });
    expect(results).toEqual([kept]);
  });
});
