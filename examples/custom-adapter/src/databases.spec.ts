import { useMongoStorage } from '@2krika/adapters-mongo/testing';
import { useSqlStorage } from '@2krika/adapters-sql/testing';
import { CheckStores } from '@2krika/domain';
import { createMessage, createOrder, createUser } from '@2krika/domain/testing';

describe('the test databases', () => {
  const sql = useSqlStorage();
  const mongo = useMongoStorage();

  it('take what the factories make, and the books prove it', async () => {
    const storage = await sql();
    const customer = await createUser(storage, { fullName: 'Fatou Sow', country: 'SN' });
    const order = await createOrder(storage, { as: 'completed', customerId: customer.id });
    expect((await storage.orders.find(order.id))?.snapshot().state).toBe('completed');
    const reports = await storage.ledgerProof.check();
    expect(reports.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('hold chats and messages that fit each other', async () => {
    const [storage, messageStorage] = [await sql(), await mongo()];
    const message = await createMessage({ ...storage, messages: messageStorage.messages });
    expect(message.seq).toBe(1);
    const reports = await new CheckStores(storage.chatIntegrity, messageStorage.messageIntegrity).execute();
    expect(reports.filter(({ violations }) => violations > 0)).toEqual([]);
  });
});
