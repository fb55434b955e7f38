import type { SqlStorage } from '@2krika/adapters-sql';
import {
  aCategory,
  aChat,
  aCountedQuery,
  aDeadline,
  aDelivery,
  aFeeRule,
  anEarning,
  anId,
  anOption,
  anOrder,
  anOrderEvent,
  anUpload,
  aOneTimeToken,
  aPaymentChannel,
  aPayment,
  aPayoutAttempt,
  aPayoutMethod,
  aPhone,
  aRefund,
  aService,
  aSession,
  aUser,
  aWebhookEvent,
  aWithdrawal,
  captured,
  everyPosting,
  paid,
  createBareOrder,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { after, HOUR } from '@2krika/domain';
import type { Client } from 'pg';
import { DevelopmentClockStore } from '../../src/development/development-clock-store.js';

/** Puts at least one row into every table, by the repositories wherever there is one for it. */
export async function storeSampleRows(storage: SqlStorage, admin: Client): Promise<void> {
  const parties = await storeMarket(storage);
  await storeSale(storage, parties);
  await storePlatform(storage);
  await admin.query(
    `INSERT INTO refund_reasons (code, label_fr, label_en, fault) VALUES ('other', 'x', 'x', 'none')`,
  );
}

async function storeMarket(storage: SqlStorage) {
  const { users, sessions, oneTimeTokens, roles, categories, services, uploads } = storage;
  const [customer, seller] = [aUser({ phone: aPhone() }), aUser()];
  for (const user of [customer, seller]) await users.add(user);
  await sessions.add(aSession(customer.id));
  await oneTimeTokens.add(aOneTimeToken(customer.id));
  const role = { code: 'keeper', nameFr: 'Gardien', nameEn: 'Keeper', isBuiltin: true } as const;
  await roles.put({ ...role, permissions: ['audit:read'] });
  await roles.grant(customer.id, 'keeper', seller.id, TEST_EPOCH);

  const parent = aCategory();
  const category = aCategory({ parentId: parent.id, depth: 2 });
  for (const each of [parent, category]) await categories.add(each);
  const picture = anUpload(seller.id);
  for (const upload of [picture, anUpload(seller.id, { purpose: 'message' })]) await uploads.add(upload);
  const service = aService({
    ownerId: seller.id,
    categoryId: category.id,
    ...{ media: [picture.id], options: [anOption()] },
  });
  await services.add(service);
  await uploads.setLinks({ type: 'service', id: service.id }, [picture.id], TEST_EPOCH);
  return { customerId: customer.id, sellerId: seller.id, serviceId: service.id };
}

async function storeSale(
  storage: SqlStorage,
  parties: { readonly customerId: string; readonly sellerId: string; readonly serviceId: string },
): Promise<void> {
  const { orders, chats, payments, refunds, earnings, payoutMethods, withdrawals, ledger } = storage;
  const { customerId, sellerId } = parties;
  await createBareOrder(storage);
  const order = anOrder(parties, { ...paid(), deliveries: [aDelivery()] });
  await orders.add(order, anOrderEvent(order));
  await chats.add(aChat(order.snapshot()));
  const payment = aPayment({ orderId: order.id, payerId: customerId }, captured());
  await payments.add(payment);
  await refunds.add(
    aRefund(payment, {
      state: 'approved',
      ...{ sellerPart: 8_500n, commissionPart: 1_400n, feePart: 100n },
      ...{ requestedBy: customerId, decidedBy: sellerId },
    }),
  );
  await earnings.add(anEarning(sellerId, { orderId: order.id }));
  const method = aPayoutMethod(sellerId, { usableFrom: after(TEST_EPOCH, HOUR) });
  await payoutMethods.add(method);
  const attempts = [aPayoutAttempt({ providerRef: anId() })];
  await withdrawals.add(
    aWithdrawal(sellerId, method.id, { state: 'processing', attempts, decidedBy: customerId }),
  );
  for (const posting of everyPosting(sellerId)) await ledger.post(posting, TEST_EPOCH);
}

async function storePlatform(storage: SqlStorage): Promise<void> {
  const { settings, feeRules, paymentChannels, deadlines, auditLog, idempotencyKeys } = storage;
  const { outbox, outboxQueue, webhookInbox, jobRuns, slowQueries, database } = storage;
  await settings.set('orders.review_hours', 72, TEST_EPOCH);
  await feeRules.add(aFeeRule());
  await paymentChannels.put(aPaymentChannel(), TEST_EPOCH);
  await deadlines.arm(aDeadline(), TEST_EPOCH);
  await auditLog.record({
    actorId: anId(),
    ...{ actorKind: 'staff', action: 'ops:operate', resourceType: 'x', resourceId: 'x' },
    ...{ diff: {}, reason: null, at: TEST_EPOCH },
  });
  const request = { scope: anId(), route: 'POST /v1/orders', key: anId(), hash: 'x' };
  await idempotencyKeys.claim(request, TEST_EPOCH, after(TEST_EPOCH, HOUR));
  await outbox.publish([
    {
      name: 'order.created',
      ...{ aggregateType: 'order', aggregateId: anId() },
      ...{ occurredAt: TEST_EPOCH, payload: {} },
    },
  ]);
  const [claimed] = await outboxQueue.claim(TEST_EPOCH, 1);
  if (!claimed) throw new Error('What was published is to be claimed.');
  await outboxQueue.markHandled(claimed.unit.id, 'mail', TEST_EPOCH);
  await webhookInbox.receive(aWebhookEvent());
  await jobRuns.begin({ job: 'backup', scheduledFor: TEST_EPOCH }, HOUR);
  await slowQueries.add([aCountedQuery()], TEST_EPOCH);
  const clock = new DevelopmentClockStore(database);
  await clock.advance(1);
  await clock.beat(anId(), 1);
}
