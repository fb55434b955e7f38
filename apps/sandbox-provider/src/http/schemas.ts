import { CURRENCIES } from '../operator/channel.js';

/** Lower case only: two spellings of one reference would be two operations. */
const reference = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
} as const;
const amount = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } as const;
const currency = { enum: CURRENCIES } as const;
const channel = { type: 'string', minLength: 1, maxLength: 32 } as const;
/** E.164 without the plus. */
const msisdn = { type: 'string', pattern: '^[1-9][0-9]{7,14}$' } as const;
const text = { type: 'string', minLength: 1, maxLength: 140 } as const;
const callbackUrl = { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2048 } as const;

function strict<Properties extends Record<string, object>>(
  properties: Properties,
  optional: readonly (keyof Properties)[] = [],
) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, properties, required } as const;
}

export const collectionBody = strict({
  reference,
  amount,
  currency,
  channel,
  msisdn,
  description: text,
  callbackUrl,
});

export const refundBody = strict({ reference, collectionReference: reference, amount, callbackUrl }, [
  'callbackUrl',
]);

export const payoutBody = strict({ reference, amount, currency, channel, msisdn, name: text, callbackUrl }, [
  'callbackUrl',
]);

export const referenceParams = strict({ reference });
