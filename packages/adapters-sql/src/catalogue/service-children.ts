import type { ServiceOption, ServicePackage, ServiceRecord, ServiceRequirement } from '@2krika/domain';

/** A package as `CHILDREN` reads it: its price as text, because JSON would lose the last digits of a large one. */
type PackageJson = [
  id: string,
  tier: ServicePackage['tier'],
  title: string | null,
  description: string | null,
  price: string,
  deliveryDays: number,
  revisionsIncluded: number | null,
  features: string[],
];

/** An option, likewise. */
type OptionJson = [
  id: string,
  title: string,
  description: string | null,
  price: string,
  extraDays: number,
  maxQuantity: number,
  isActive: boolean,
];

type RequirementJson = [
  prompt: string,
  kind: ServiceRequirement['kind'],
  choices: string[] | null,
  isRequired: boolean,
];

/** The columns that follow those of a service, for whoever reads it whole. */
export type ServiceChildren = [
  packages: PackageJson[],
  options: OptionJson[] | null,
  requirements: RequirementJson[] | null,
  media: string[] | null,
];

/** Reads the children of the row of `services` around it. A larger package costs more: their prices order them. */
export const CHILDREN = `
  (SELECT json_agg(json_build_array(p.id, p.tier, p.title, p.description, p.price::text, p.delivery_days,
      p.revisions_included, p.features) ORDER BY p.price)
    FROM service_packages p WHERE p.service_id = services.id AND p.deleted_at IS NULL),
  (SELECT json_agg(json_build_array(o.id, o.title, o.description, o.price::text, o.extra_days, o.max_quantity, o.is_active)
      ORDER BY o.position) FROM options o WHERE o.service_id = services.id AND o.deleted_at IS NULL),
  (SELECT json_agg(json_build_array(r.prompt, r.kind, r.choices, r.is_required) ORDER BY r.position)
    FROM service_requirements r WHERE r.service_id = services.id),
  (SELECT json_agg(m.upload_id ORDER BY m.position) FROM service_media m WHERE m.service_id = services.id)`;

export function childrenOf([packages, options, requirements, media]: ServiceChildren) {
  return {
    packages: packages.map(packageOf),
    options: (options ?? []).map(optionOf),
    requirements: (requirements ?? []).map(requirementOf),
    media: media ?? [],
  };
}

function packageOf(json: PackageJson): ServicePackage {
  const [id, tier, title, description, price, deliveryDays, revisionsIncluded, features] = json;
  return { id, tier, title, description, price: BigInt(price), deliveryDays, revisionsIncluded, features };
}

function optionOf(json: OptionJson): ServiceOption {
  const [id, title, description, price, extraDays, maxQuantity, isActive] = json;
  return { id, title, description, price: BigInt(price), extraDays, maxQuantity, isActive };
}

function requirementOf([prompt, kind, choices, isRequired]: RequirementJson): ServiceRequirement {
  return { prompt, kind, choices, isRequired };
}

/**
 * Makes the children of the service that `written` is exactly those at four placeholders, of which this is the
 * first: three times JSON, and an array of ids. A package or an option that is gone stays, marked deleted, because
 * orders name it.
 * @see childValues
 */
export function putChildren(at: number): string {
  const [packages, options, requirements] = [0, 1, 2].map((offset) => `$${at + offset}::jsonb`);
  const media = `$${at + 3}::uuid[]`;
  return `packages_put AS (
      INSERT INTO service_packages (service_id, id, tier, title, description, price, delivery_days, revisions_included, features)
      SELECT written.id, p.id, p.tier, p.title, p.description, p.price, p."deliveryDays", p."revisionsIncluded", p.features
      FROM written, jsonb_to_recordset(${packages}) AS p (id uuid, tier text, title text, description text, price bigint,
        "deliveryDays" smallint, "revisionsIncluded" smallint, features text[])
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, description = excluded.description,
        price = excluded.price, delivery_days = excluded.delivery_days,
        revisions_included = excluded.revisions_included, features = excluded.features, updated_at = now()
    ), packages_lost AS (
      UPDATE service_packages SET deleted_at = now(), updated_at = now() FROM written
      WHERE service_packages.service_id = written.id AND service_packages.deleted_at IS NULL
        AND service_packages.id NOT IN (SELECT (p ->> 'id')::uuid FROM jsonb_array_elements(${packages}) AS p)
    ), options_put AS (
      INSERT INTO options (service_id, position, id, title, description, price, extra_days, max_quantity, is_active)
      SELECT written.id, o.position, o.id, o.title, o.description, o.price, o."extraDays", o."maxQuantity", o."isActive"
      FROM written, jsonb_to_recordset(${options}) AS o (position smallint, id uuid, title text, description text,
        price bigint, "extraDays" smallint, "maxQuantity" smallint, "isActive" boolean)
      ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title,
        description = excluded.description, price = excluded.price, extra_days = excluded.extra_days,
        max_quantity = excluded.max_quantity, is_active = excluded.is_active, updated_at = now()
    ), options_lost AS (
      UPDATE options SET deleted_at = now(), updated_at = now() FROM written
      WHERE options.service_id = written.id AND options.deleted_at IS NULL
        AND options.id NOT IN (SELECT (o ->> 'id')::uuid FROM jsonb_array_elements(${options}) AS o)
    ), requirements_put AS (
      INSERT INTO service_requirements (service_id, position, prompt, kind, choices, is_required)
      SELECT written.id, r.position, r.prompt, r.kind, r.choices, r."isRequired"
      FROM written, jsonb_to_recordset(${requirements}) AS r (position smallint, prompt text, kind text, choices text[],
        "isRequired" boolean)
      ON CONFLICT (service_id, position) DO UPDATE SET prompt = excluded.prompt, kind = excluded.kind,
        choices = excluded.choices, is_required = excluded.is_required, updated_at = now()
    ), requirements_lost AS (
      DELETE FROM service_requirements USING written
      WHERE service_requirements.service_id = written.id AND position > jsonb_array_length(${requirements})
    ), media_lost AS (
      DELETE FROM service_media USING written
      WHERE service_media.service_id = written.id AND service_media.upload_id <> ALL (${media})
    ), media_put AS (
      INSERT INTO service_media (service_id, upload_id, position)
      SELECT written.id, m.upload_id, m.position
      FROM written, unnest(${media}) WITH ORDINALITY AS m (upload_id, position)
      ON CONFLICT (service_id, upload_id) DO UPDATE SET position = excluded.position, updated_at = now()
    )`;
}

export function childValues({
  packages,
  options,
  requirements,
  media,
}: Pick<ServiceRecord, 'packages' | 'options' | 'requirements' | 'media'>) {
  const packageRows = packages.map((each) => ({ ...each, price: String(each.price) }));
  const optionRows = options.map((option, position) => ({
    ...option,
    position,
    price: String(option.price),
  }));
  const requirementRows = requirements.map((requirement, index) => ({ ...requirement, position: index + 1 }));
  return [JSON.stringify(packageRows), JSON.stringify(optionRows), JSON.stringify(requirementRows), media];
}
