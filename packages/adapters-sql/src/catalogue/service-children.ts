import type { Id, ServiceOption } from '@2krika/domain';

/** An option as `OPTIONS` reads it: its price as text, because JSON would lose the last digits of a large one. */
type OptionJson = [
  id: string,
  title: string,
  description: string | null,
  price: string,
  extraDays: number,
  maxQuantity: number,
  isActive: boolean,
];

/** The columns that follow those of a service, for whoever reads it whole. */
export type ServiceChildren = [options: OptionJson[] | null, media: string[] | null];

/** Reads the children of the row of `services` around it. */
export const CHILDREN = `
  (SELECT json_agg(json_build_array(o.id, o.title, o.description, o.price::text, o.extra_days, o.max_quantity, o.is_active)
      ORDER BY o.position) FROM options o WHERE o.service_id = services.id AND o.deleted_at IS NULL),
  (SELECT json_agg(m.upload_id ORDER BY m.position) FROM service_media m WHERE m.service_id = services.id)`;

export function childrenOf([options, media]: ServiceChildren) {
  return { options: (options ?? []).map(optionOf), media: media ?? [] };
}

function optionOf(json: OptionJson): ServiceOption {
  const [id, title, description, price, extraDays, maxQuantity, isActive] = json;
  return { id, title, description, price: BigInt(price), extraDays, maxQuantity, isActive };
}

/**
 * Makes the options and media of the service that `written` is exactly those at the two placeholders: JSON and an
 * array of ids. An option that is gone stays, marked deleted, because orders name it.
 */
export function putChildren(optionsAt: number, mediaAt: number): string {
  return `options_put AS (
      INSERT INTO options (service_id, position, id, title, description, price, extra_days, max_quantity, is_active)
      SELECT written.id, o.position, o.id, o.title, o.description, o.price, o."extraDays", o."maxQuantity", o."isActive"
      FROM written, jsonb_to_recordset($${optionsAt}::jsonb) AS o (position smallint, id uuid, title text, description text,
        price bigint, "extraDays" smallint, "maxQuantity" smallint, "isActive" boolean)
      ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title,
        description = excluded.description, price = excluded.price, extra_days = excluded.extra_days,
        max_quantity = excluded.max_quantity, is_active = excluded.is_active, updated_at = now()
    ), options_lost AS (
      UPDATE options SET deleted_at = now(), updated_at = now() FROM written
      WHERE options.service_id = written.id AND options.deleted_at IS NULL
        AND options.id NOT IN (SELECT (o ->> 'id')::uuid FROM jsonb_array_elements($${optionsAt}::jsonb) AS o)
    ), media_lost AS (
      DELETE FROM service_media USING written
      WHERE service_media.service_id = written.id AND service_media.upload_id <> ALL ($${mediaAt}::uuid[])
    ), media_put AS (
      INSERT INTO service_media (service_id, upload_id, position)
      SELECT written.id, m.upload_id, m.position
      FROM written, unnest($${mediaAt}::uuid[]) WITH ORDINALITY AS m (upload_id, position)
      ON CONFLICT (service_id, upload_id) DO UPDATE SET position = excluded.position, updated_at = now()
    )`;
}

export function childValues(options: readonly ServiceOption[], media: readonly Id<'upload'>[]) {
  const rows = options.map((option, position) => ({ ...option, position, price: String(option.price) }));
  return [JSON.stringify(rows), media];
}
