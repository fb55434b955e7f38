import { Op } from 'sequelize';

/** @import { Models, OptionModel, PackageModel, RequirementModel, ServiceModel } from './models.js' */

const CARD = [
  ...['id', 'slug', 'title', 'basicPrice', 'currency', 'deliveryDays', 'salesCount', 'status', 'createdAt'],
];
const DETAIL = [
  ...['description', 'revisionsIncluded', 'tags', 'completedCount', 'rejectionReason', 'publishedAt'],
  ...['updatedAt', 'version'],
];
const PACKAGE = [
  ...['id', 'tier', 'title', 'description', 'price', 'deliveryDays', 'revisionsIncluded', 'features'],
];
const REQUIREMENT = ['serviceId', 'prompt', 'kind', 'choices', 'isRequired'];
const OPTION = ['id', 'title', 'description', 'price', 'extraDays', 'maxQuantity', 'isActive'];

/** @param {Models} models */
function besides({ User, Category }) {
  return [
    { model: User, as: 'owner', attributes: ['id', 'fullName', 'username'] },
    { model: Category, as: 'category', attributes: ['id', 'slug', 'nameFr', 'nameEn'] },
  ];
}

/**
 * @param {Models} models
 * @param {{ at: Date, id: string }} from
 * @param {number} limit
 */
export async function listPage(models, { at, id }, limit) {
  const services = await models.Service.findAll({
    attributes: CARD,
    where: {
      status: 'active',
      // It has no way to compare a row with a row. The first condition lets the server use the index.
      createdAt: { [Op.lte]: at },
      [Op.or]: [{ createdAt: { [Op.lt]: at } }, { id: { [Op.lt]: id } }],
    },
    include: [...besides(models), mediaOf(models)],
    order: [
      ['createdAt', 'DESC'],
      ['id', 'DESC'],
    ],
    limit: limit + 1,
  });
  return services.slice(0, limit).map(cardOf);
}

/**
 * @param {Models} models
 * @param {string} id
 */
export async function servicePage(models, id) {
  const service = await models.Service.findOne({
    attributes: [...CARD, ...DETAIL],
    where: { id, deletedAt: null },
    include: [
      ...besides(models),
      {
        model: models.ServicePackage,
        as: 'packages',
        attributes: [...PACKAGE, 'serviceId'],
        where: { deletedAt: null },
        required: false,
        separate: true,
        order: [['price', 'ASC']],
      },
      {
        model: models.ServiceRequirement,
        as: 'requirements',
        attributes: REQUIREMENT,
        separate: true,
        order: [['position', 'ASC']],
      },
      {
        model: models.Option,
        as: 'options',
        attributes: OPTION,
        where: { deletedAt: null },
        required: false,
        separate: true,
        order: [['position', 'ASC']],
      },
      mediaOf(models),
    ],
  });
  if (service === null) return null;
  const { description, revisionsIncluded, tags, completedCount, rejectionReason } = service;
  const { publishedAt, updatedAt, version, packages, options, requirements, media } = service;
  return {
    ...cardOf(service),
    ...{
      description,
      revisionsIncluded,
      tags,
      completedCount,
      rejectionReason,
      publishedAt,
      updatedAt,
      version,
    },
    packages: packages.map(packageOf),
    options: options.map(optionOf),
    requirements: requirements.map(requirementOf),
    media: media.map(({ uploadId }) => uploadId),
  };
}

/** @param {Models} models */
function mediaOf({ ServiceMedia }) {
  return {
    model: ServiceMedia,
    as: 'media',
    attributes: ['serviceId', 'uploadId'],
    separate: true,
    order: [/** @type {[string, string]} */ (['position', 'ASC'])],
  };
}

/** @param {ServiceModel} service */
function cardOf(service) {
  const { id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt } = service;
  const { owner, category, media } = service;
  return {
    id,
    ...{ slug, title, basicPrice: BigInt(basicPrice), currency },
    ...{ deliveryDays, salesCount, status, createdAt },
    coverUploadId: media[0]?.uploadId ?? null,
    owner: { id: owner.id, fullName: owner.fullName, username: owner.username },
    category: { id: category.id, slug: category.slug, nameFr: category.nameFr, nameEn: category.nameEn },
  };
}

/** @param {PackageModel} offered */
function packageOf({ id, tier, title, description, price, deliveryDays, revisionsIncluded, features }) {
  return { id, tier, title, description, price: BigInt(price), deliveryDays, revisionsIncluded, features };
}

/** @param {RequirementModel} requirement */
function requirementOf({ prompt, kind, choices, isRequired }) {
  return { prompt, kind, choices, isRequired };
}

/** @param {OptionModel} option */
function optionOf({ id, title, description, price, extraDays, maxQuantity, isActive }) {
  return { id, title, description, price: BigInt(price), extraDays, maxQuantity, isActive };
}
