import { anUpload } from '../../../testing/factories/files/upload-factory.js';
import {
  CHANGE_WISHED,
  HANDED_OVER,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { after, DAY, HOUR, StaleVersion } from '../../kernel/index.js';
import { UploadNotYours, UploadPurposeMismatch } from '../../files/index.js';
import {
  MessageTooShort,
  OrderEventRefused,
  OrderGuardRefused,
  OrderNotFound,
  OrderRoleRefused,
} from '../model/order-errors.js';

describe('handing work over', () => {
  let bench: OrderingBench;
  let orderId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId } = await bench.paid());
  });

  const order = () => bench.orderOf(orderId);
  const revise = (message: string = CHANGE_WISHED, expectedVersion?: number) =>
    bench.requestRevision.execute({ actor: bench.customer, orderId, message, expectedVersion });
  const nothingMoved = async (work: () => Promise<unknown>) => {
    const [before, events] = [await order(), await bench.eventNames()];
    await work();
    expect(await order()).toEqual(before);
    expect(await bench.eventNames()).toEqual(events);
  };

  describe('DeliverOrder', () => {
    it('puts it under review, with the files it shows', async () => {
      const file = anUpload(bench.seller.userId, { purpose: 'delivery' });
      await bench.uploads.add(file);
      const content = {
        message: 'Voilà',
        linkUrls: ['https://example.com/logo'],
        uploadIds: [file.id],
      };
      await bench.deliverOrder.execute({ actor: bench.seller, orderId, ...content });
      const now = bench.clock.now();
      const reviewDueAt = after(now, 72 * HOUR);
      const { state, deliveredAt, deliveries, ...delivered } = await order();
      expect([state, deliveredAt, delivered.reviewDueAt]).toEqual(['delivered', now, reviewDueAt]);
      expect(deliveries).toMatchObject([{ ...content, number: 1, state: 'submitted' }]);
      const [delivery] = deliveries;
      expect(await bench.uploads.linkedTo({ type: 'delivery', id: delivery?.id ?? '' })).toEqual([file.id]);
      expect(await bench.deadlinesOf(orderId)).toEqual([['auto_complete', reviewDueAt]]);
      expect((await bench.eventNames('order')).at(-1)).toBe('order.delivered');
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'deliver',
        from: 'in_progress',
        to: 'delivered',
        actorRole: 'seller',
        actorId: bench.seller.userId,
        payload: { deliveryId: delivery?.id },
      });
    });

    it('again replaces what nobody answered, and opens the review anew', async () => {
      await bench.deliver(orderId);
      bench.clock.advance(DAY);
      await bench.deliver(orderId);
      const reviewDueAt = after(bench.clock.now(), 72 * HOUR);
      const delivered = await order();
      expect(delivered.deliveries.map(({ number, state }) => [number, state])).toEqual([
        [1, 'superseded'],
        [2, 'submitted'],
      ]);
      expect(delivered.reviewDueAt).toEqual(reviewDueAt);
      expect(await bench.deadlinesOf(orderId)).toEqual([['auto_complete', reviewDueAt]]);
      expect((await bench.eventsOf(orderId)).at(-1)?.event).toBe('redeliver');
    });

    it('is for the seller alone', async () => {
      await nothingMoved(async () => {
        const by = (actor: typeof bench.customer) =>
          bench.deliverOrder.execute({ actor, orderId, ...HANDED_OVER });
        await expect(by(bench.customer)).rejects.toThrow(OrderRoleRefused);
        await expect(by(bench.staff)).rejects.toThrow(OrderRoleRefused);
        await expect(by(bench.actorOf('stranger'))).rejects.toThrow(OrderNotFound);
        const gone = { actor: bench.seller, orderId: 'nothing', ...HANDED_OVER };
        await expect(bench.deliverOrder.execute(gone)).rejects.toThrow(OrderNotFound);
      });
    });

    it.each([
      ['nothing to show', { message: 'Voilà' }, MessageTooShort],
      ['a file that is not there', { uploadIds: ['nothing'] }, UploadNotYours],
    ])('refuses %s', async (_, content, error) => {
      await nothingMoved(async () => {
        const delivery = { actor: bench.seller, orderId, ...HANDED_OVER, ...content };
        await expect(bench.deliverOrder.execute(delivery)).rejects.toThrow(error);
      });
    });

    it("refuses somebody else's file, and one that was sent for something else", async () => {
      const [foreign, picture] = [
        anUpload(bench.customer.userId, { purpose: 'delivery' }),
        anUpload(bench.seller.userId),
      ];
      await bench.uploads.add(foreign);
      await bench.uploads.add(picture);
      const withFile = (id: string) =>
        bench.deliverOrder.execute({ actor: bench.seller, orderId, ...HANDED_OVER, uploadIds: [id] });
      await nothingMoved(async () => {
        await expect(withFile(foreign.id)).rejects.toThrow(UploadNotYours);
        await expect(withFile(picture.id)).rejects.toThrow(UploadPurposeMismatch);
      });
    });

    it('refuses an order that is not paid, and one that is over', async () => {
      const [unpaid, over] = [await bench.placed(), await bench.completed()];
      await expect(bench.deliver(unpaid.orderId)).rejects.toThrow(OrderEventRefused);
      await expect(bench.deliver(over.orderId)).rejects.toThrow(OrderEventRefused);
    });

    it('refuses a seller who looked at an older version', async () => {
      const { version } = await order();
      await bench.deliver(orderId);
      const delivery = { actor: bench.seller, orderId, ...HANDED_OVER, expectedVersion: version };
      await nothingMoved(async () => {
        await expect(bench.deliverOrder.execute(delivery)).rejects.toThrow(StaleVersion);
      });
    });
  });

  describe('RequestRevision', () => {
    beforeEach(() => bench.deliver(orderId));

    it('sends it back with what is wished, and gives the seller time', async () => {
      bench.clock.advance(DAY);
      await revise();
      expect(await order()).toMatchObject({
        state: 'in_revision',
        revisionsUsed: 1,
        reviewDueAt: null,
        dueAt: after(bench.clock.now(), 3 * DAY),
        deliveries: [{ state: 'revision_requested', revisionMessage: CHANGE_WISHED }],
      });
      expect(await bench.deadlinesOf(orderId)).toEqual([]);
      expect((await bench.eventNames('order')).at(-1)).toBe('order.revision_requested');
      expect((await bench.eventsOf(orderId)).at(-1)?.payload).toEqual({ message: CHANGE_WISHED });
    });

    it('uses one revision up, however often it is asked at the same time', async () => {
      const { version } = await order();
      const { lost } = await race(20, () => revise());
      expect(lost).toEqual([]);
      await revise('Encore autre chose, je vous prie.', version);
      expect(await order()).toMatchObject({
        revisionsUsed: 1,
        deliveries: [{ revisionMessage: CHANGE_WISHED }],
      });
    });

    it('is refused once those that are included are used up', async () => {
      await revise();
      await bench.deliver(orderId);
      await nothingMoved(async () => {
        await expect(revise()).rejects.toThrow(OrderGuardRefused);
      });
    });

    it('is refused without saying what is wished', async () => {
      await nothingMoved(async () => {
        await expect(revise('Non')).rejects.toThrow(MessageTooShort);
      });
    });

    it('is for the customer alone', async () => {
      const by = (actor: typeof bench.customer) =>
        bench.requestRevision.execute({ actor, orderId, message: CHANGE_WISHED });
      await nothingMoved(async () => {
        await expect(by(bench.seller)).rejects.toThrow(OrderRoleRefused);
        await expect(by(bench.staff)).rejects.toThrow(OrderRoleRefused);
        await expect(by(bench.actorOf('stranger'))).rejects.toThrow(OrderNotFound);
      });
    });

    it('is refused to whoever looked at what was replaced since', async () => {
      const { version } = await order();
      await bench.deliver(orderId);
      await nothingMoved(async () => {
        await expect(revise(CHANGE_WISHED, version)).rejects.toThrow(StaleVersion);
      });
    });
  });
});
