import { anId } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';

describe('ChatUploadAudience', () => {
  it('lets the members of a chat see what is attached in it, and nobody else', async () => {
    const { audience, say, anUploadOf, customer, seller, aPerson } = await messagingBench();
    const uploadId = await anUploadOf(customer);
    expect(await audience.includes(seller.userId, uploadId)).toBe(false);
    await say('Voici', { uploadIds: [uploadId] });
    expect(await audience.includes(seller.userId, uploadId)).toBe(true);
    expect(await audience.includes((await aPerson()).userId, uploadId)).toBe(false);
    expect(await audience.includes(seller.userId, anId())).toBe(false);
  });
});
