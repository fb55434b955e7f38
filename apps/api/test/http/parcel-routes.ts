import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { listRequest, pageOf, StaleVersion, type ListAnswer } from '@2krika/domain';
import {
  accepted,
  Amount,
  anonymous,
  created,
  file,
  Id,
  Instant,
  ListOf,
  ListQuery,
  Nested,
  noContent,
  Nullable,
  ok,
  Optional,
  PagesOf,
  provider,
  QueryFlag,
  rawBody,
  redirect,
  route,
  signedIn,
  staff,
  Text,
  upload,
  type Route,
} from '../../src/http/server/index.js';

/* A little world of its own to try the edge on: parcels that are sent, weighed and read. */

class ParcelParams {
  @Id()
  id!: string;
}

class ParcelsQuery extends ListQuery {
  @Optional()
  @IsIn(['sent', 'lost'])
  state?: 'sent' | 'lost';

  @Optional()
  @QueryFlag()
  late?: boolean;
}

export class AddressInput {
  @Text({ max: 20 })
  city!: string;
}

export class ItemInput {
  @Text({ max: 10, pattern: /^[a-z]+$/ })
  name!: string;

  @IsInt()
  @Min(1)
  @Max(9)
  quantity!: number;
}

export class SendParcelBody {
  @Text({ max: 50 })
  title!: string;

  @Amount()
  price!: number;

  @Nested(() => AddressInput)
  to!: AddressInput;

  @ListOf(() => ItemInput, { max: 2 })
  items!: readonly ItemInput[];

  @Optional()
  @IsBoolean()
  fragile?: boolean;

  @Optional()
  @Instant()
  sendAt?: string;
}

export class ParcelView {
  @Id()
  id!: string;

  @Text({ max: 50 })
  title!: string;

  @Amount()
  price!: number;

  @Nullable()
  @Text({ max: 20 })
  carrier!: string | null;
}

class ReceiptView {
  @IsInt()
  bytes!: number;

  @Nullable()
  @Text({ max: 200 })
  signature!: string | null;
}

export const PARCEL_ID = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
const PARCEL = { id: PARCEL_ID, title: 'Books', price: 10_000, carrier: null } satisfies ParcelView;

/** What the handlers may be made to do, and what they were asked. */
export interface ParcelWorld {
  /** Runs inside `GET /v1/parcels/{id}`. */
  read?: () => Promise<void>;
  /** Runs inside `POST /v1/parcels`. */
  send?: () => Promise<void>;
  sent: number;
  readonly asked: unknown[];
}

export function parcelWorld(): ParcelWorld {
  return { sent: 0, asked: [] };
}

/** A list of one parcel. */
function parcels({ page, cursor, limit }: ListQuery): ListAnswer<ParcelView> {
  const request = listRequest({ page, cursor, limit });
  if ('page' in request) return pageOf([PARCEL], 1, request);
  return { results: [PARCEL], nextCursor: null, prevCursor: null, hasMore: false };
}

export function parcelRoutes(world: ParcelWorld): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/parcels',
      summary: 'Send a parcel.',
      tag: 'Parcels',
      access: signedIn,
      idempotent: true,
      body: SendParcelBody,
      answers: { 201: ParcelView },
      refusals: ['parcel.too_heavy'],
      async handle({ actor, body }) {
        await world.send?.();
        world.sent += 1;
        world.asked.push({ by: actor.userId, body });
        return created(`/v1/parcels/${PARCEL_ID}`, { ...PARCEL, title: body.title, price: body.price });
      },
    }),
    route({
      method: 'GET',
      path: '/parcels',
      summary: 'List parcels.',
      tag: 'Parcels',
      access: anonymous,
      query: ParcelsQuery,
      answers: { 200: PagesOf(ParcelView) },
      async handle({ query }) {
        world.asked.push(query);
        return ok(parcels(query));
      },
    }),
    route({
      method: 'GET',
      path: '/parcels/{id}',
      summary: 'Read a parcel.',
      tag: 'Parcels',
      access: anonymous,
      params: ParcelParams,
      answers: { 200: ParcelView },
      async handle({ params }) {
        await world.read?.();
        return ok({ ...PARCEL, id: params.id }, { version: 3 });
      },
    }),
    route({
      method: 'PATCH',
      path: '/parcels/{id}',
      summary: 'Rename a parcel.',
      tag: 'Parcels',
      access: signedIn,
      ifMatch: true,
      params: ParcelParams,
      body: AddressInput,
      answers: { 200: ParcelView },
      async handle({ params, expectedVersion }) {
        if (expectedVersion !== 3) throw new StaleVersion('parcel', params.id);
        return ok(PARCEL, { version: expectedVersion + 1 });
      },
    }),
    route({
      method: 'DELETE',
      path: '/parcels/{id}',
      summary: 'Forget a parcel.',
      tag: 'Parcels',
      access: staff('orders:cancel'),
      params: ParcelParams,
      answers: { 204: 'empty' },
      handle: async () => noContent(),
    }),
    route({
      method: 'POST',
      path: '/parcels/{id}/weigh',
      summary: 'Have a parcel weighed.',
      tag: 'Parcels',
      access: anonymous,
      params: ParcelParams,
      answers: { 202: ParcelView },
      async handle({ params }) {
        if (world.read) await world.read();
        return accepted(`/v1/parcels/${params.id}`, PARCEL);
      },
    }),
    route({
      method: 'POST',
      path: '/parcels/{id}/return',
      summary: 'Send a parcel back.',
      tag: 'Parcels',
      access: signedIn,
      idempotent: true,
      params: ParcelParams,
      answers: { 204: 'empty' },
      handle: async () => noContent(),
    }),
    route({
      method: 'POST',
      path: '/webhooks/parcels',
      summary: 'Hear from the carrier.',
      tag: 'Parcels',
      access: provider,
      body: rawBody({ limit: 100 }),
      answers: { 200: ReceiptView },
      async handle({ body, header }) {
        world.asked.push(body);
        return ok({ bytes: body.length, signature: header('X-Signature') ?? null });
      },
    }),
    route({
      method: 'PUT',
      path: '/parcels/{id}/photo',
      summary: 'Store a photo.',
      tag: 'Parcels',
      access: signedIn,
      params: ParcelParams,
      body: upload({ limit: 200_000 }),
      answers: { 200: ReceiptView },
      async handle({ body }) {
        let bytes = 0;
        for await (const chunk of body) bytes += chunk.length;
        return ok({ bytes, signature: null });
      },
    }),
    route({
      method: 'GET',
      path: '/parcels/{id}/photo',
      summary: 'Read a photo.',
      tag: 'Parcels',
      access: anonymous,
      params: ParcelParams,
      answers: { 200: 'bytes' },
      handle: async () => file(photo(), 'image/png', 'été "1".png'),
    }),
    route({
      method: 'GET',
      path: '/parcels/{id}/track',
      summary: 'Go to the carrier.',
      tag: 'Parcels',
      access: anonymous,
      params: ParcelParams,
      answers: { 302: 'empty' },
      handle: async () => redirect('https://carrier.example/track?id=1'),
    }),
  ];
}

async function* photo(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('first ');
  yield Buffer.from('second');
}
