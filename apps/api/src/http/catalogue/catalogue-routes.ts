import type {
  Actor,
  AddOption,
  ApproveService,
  ArchiveService,
  CreateService,
  ListCategories,
  ListOwnServices,
  ListServices,
  PauseService,
  ReadService,
  RejectService,
  RemoveOption,
  ResumeService,
  Service,
  SetServiceMedia,
  SetServicePackages,
  SetServiceRequirements,
  SubmitService,
  UpdateService,
} from '@2krika/domain';
import {
  anonymous,
  created,
  ListQuery,
  noContent,
  ok,
  route,
  signedIn,
  staff,
  type Route,
} from '../server/index.js';
import {
  MediaBody,
  OptionBody,
  OptionParams,
  PackagesBody,
  ReasonBody,
  RequirementsBody,
  ServiceBody,
  ServiceChanges,
  ServiceParams,
  ServicesQuery,
} from './catalogue-inputs.js';
import {
  CategoriesView,
  OwnServiceView,
  ServiceCardPages,
  ServicePageView,
  toCategoriesView,
  toOwnServiceView,
  toServiceCardView,
  toServicePageView,
} from './catalogue-views.js';

export interface CatalogueUseCases {
  readonly listCategories: ListCategories;
  readonly listServices: ListServices;
  readonly readService: ReadService;
  readonly createService: CreateService;
  readonly updateService: UpdateService;
  readonly addOption: AddOption;
  readonly removeOption: RemoveOption;
  readonly setServicePackages: SetServicePackages;
  readonly setServiceRequirements: SetServiceRequirements;
  readonly setServiceMedia: SetServiceMedia;
  readonly submitService: SubmitService;
  readonly pauseService: PauseService;
  readonly resumeService: ResumeService;
  readonly archiveService: ArchiveService;
  readonly approveService: ApproveService;
  readonly rejectService: RejectService;
  readonly listOwnServices: ListOwnServices;
}

export function catalogueRoutes(useCases: CatalogueUseCases): readonly Route[] {
  return [
    ...readingRoutes(useCases),
    ...editingRoutes(useCases),
    ...offerRoutes(useCases),
    ...movingRoutes(useCases),
  ];
}

function readingRoutes(useCases: CatalogueUseCases): readonly Route[] {
  const { listCategories, listServices, readService, listOwnServices } = useCases;
  return [
    route({
      method: 'GET',
      path: '/categories',
      summary: 'Every category services can be published in, parents first.',
      tag: 'Catalogue',
      access: anonymous,
      answers: { 200: CategoriesView },
      handle: async () => ok(toCategoriesView(await listCategories.execute())),
    }),
    route({
      method: 'GET',
      path: '/services',
      summary: 'What can be bought, newest first.',
      tag: 'Catalogue',
      access: anonymous,
      query: ServicesQuery,
      answers: { 200: ServiceCardPages },
      async handle({ query }) {
        const page = await listServices.execute({ ...query });
        return ok({ ...page, results: page.results.map(toServiceCardView) });
      },
    }),
    route({
      method: 'GET',
      path: '/services/{id}',
      summary: 'A live service with its owner, category, packages, options, questions and pictures.',
      tag: 'Catalogue',
      access: anonymous,
      params: ServiceParams,
      answers: { 200: ServicePageView },
      async handle({ params }) {
        const service = await readService.execute({ actor: null, serviceId: params.id });
        return ok(toServicePageView(service), { version: service.version });
      },
    }),
    route({
      method: 'GET',
      path: '/me/services',
      summary: 'Your services, whatever their status.',
      tag: 'Catalogue',
      access: signedIn,
      query: ListQuery,
      answers: { 200: ServiceCardPages },
      async handle({ actor, query }) {
        const page = await listOwnServices.execute({ actor, ...query });
        return ok({ ...page, results: page.results.map(toServiceCardView) });
      },
    }),
    route({
      method: 'GET',
      path: '/me/services/{id}',
      summary: 'A service as you may see it: your own whole, whatever its status.',
      tag: 'Catalogue',
      access: signedIn,
      params: ServiceParams,
      answers: { 200: ServicePageView },
      async handle({ actor, params }) {
        const service = await readService.execute({ actor, serviceId: params.id });
        return ok(toServicePageView(service), { version: service.version });
      },
    }),
  ];
}

function editingRoutes(useCases: CatalogueUseCases): readonly Route[] {
  const { createService, updateService, setServiceMedia } = useCases;
  return [
    route({
      method: 'POST',
      path: '/services',
      summary: 'Begin a service, which nobody but you sees yet.',
      tag: 'Catalogue',
      access: signedIn,
      idempotent: true,
      body: ServiceBody,
      answers: { 201: OwnServiceView },
      refusals: ['platform.amount_not_chargeable', 'service.category_not_active'],
      async handle({ actor, body: { basicPrice, tags = [], ...body } }) {
        const service = await createService.execute({ actor, ...body, tags, basicPrice: BigInt(basicPrice) });
        return created(`/v1/me/services/${service.id}`, toOwnServiceView(service), {
          version: service.version,
        });
      },
    }),
    route({
      method: 'PATCH',
      path: '/services/{id}',
      summary: 'Change what your service says or costs. Orders that were placed stay as they are.',
      tag: 'Catalogue',
      access: signedIn,
      ifMatch: true,
      params: ServiceParams,
      body: ServiceChanges,
      answers: { 200: OwnServiceView },
      refusals: ['service.package_prices_not_rising'],
      async handle({ actor, params, body, expectedVersion }) {
        const { basicPrice, deliveryDays, ...content } = body;
        const terms = {
          ...(basicPrice === undefined ? {} : { basicPrice: BigInt(basicPrice) }),
          ...(deliveryDays === undefined ? {} : { deliveryDays }),
        };
        const service = await updateService.execute({
          actor,
          ...{ serviceId: params.id, expectedVersion },
          ...(Object.keys(content).length > 0 ? { content } : {}),
          ...(Object.keys(terms).length > 0 ? { terms } : {}),
        });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
    route({
      method: 'PUT',
      path: '/services/{id}/media',
      summary: 'Choose the pictures of your service among your uploads.',
      tag: 'Catalogue',
      access: signedIn,
      params: ServiceParams,
      body: MediaBody,
      answers: { 200: OwnServiceView },
      refusals: ['upload.not_yours'],
      async handle({ actor, params, body }) {
        const service = await setServiceMedia.execute({ actor, serviceId: params.id, ...body });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
  ];
}

/** What is bought of a service, and what is asked of whoever buys it. */
function offerRoutes(useCases: CatalogueUseCases): readonly Route[] {
  const { setServicePackages, setServiceRequirements, addOption, removeOption } = useCases;
  return [
    route({
      method: 'PUT',
      path: '/services/{id}/packages',
      summary: 'Sell your service in these sizes. Orders that were placed stay as they are.',
      tag: 'Catalogue',
      access: signedIn,
      ifMatch: true,
      params: ServiceParams,
      body: PackagesBody,
      answers: { 200: OwnServiceView },
      refusals: ['platform.amount_not_chargeable', 'service.package_prices_not_rising'],
      async handle({ actor, params, body, expectedVersion }) {
        const packages = body.packages.map(
          ({ title = null, description = null, features = [], ...terms }) => ({
            ...{ ...terms, title, description, features },
            price: BigInt(terms.price),
          }),
        );
        const service = await setServicePackages.execute({
          ...{ actor, serviceId: params.id, expectedVersion, packages },
        });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
    route({
      method: 'PUT',
      path: '/services/{id}/requirements',
      summary: 'Ask these questions of whoever orders your service.',
      tag: 'Catalogue',
      access: signedIn,
      ifMatch: true,
      params: ServiceParams,
      body: RequirementsBody,
      answers: { 200: OwnServiceView },
      async handle({ actor, params, body, expectedVersion }) {
        const requirements = body.requirements.map(({ choices = null, isRequired = true, ...question }) => ({
          ...{ ...question, choices, isRequired },
        }));
        const service = await setServiceRequirements.execute({
          ...{ actor, serviceId: params.id, expectedVersion, requirements },
        });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
    route({
      method: 'POST',
      path: '/services/{id}/options',
      summary: 'Offer something more with your service.',
      tag: 'Catalogue',
      access: signedIn,
      params: ServiceParams,
      body: OptionBody,
      answers: { 201: OwnServiceView },
      async handle({ actor, params, body }) {
        const { price, description = null, maxQuantity = 1, isActive = true, ...rest } = body;
        const option = { ...rest, description, maxQuantity, isActive, price: BigInt(price) };
        const { service } = await addOption.execute({ actor, serviceId: params.id, option });
        return created(`/v1/me/services/${params.id}`, toOwnServiceView(service), {
          version: service.version,
        });
      },
    }),
    route({
      method: 'DELETE',
      path: '/services/{id}/options/{optionId}',
      summary: 'Offer it no more. Orders that have it keep it.',
      tag: 'Catalogue',
      access: signedIn,
      params: OptionParams,
      answers: { 204: 'empty' },
      async handle({ actor, params }) {
        await removeOption.execute({ actor, serviceId: params.id, optionId: params.optionId });
        return noContent();
      },
    }),
  ];
}

interface OwnerStep {
  execute(input: { readonly actor: Actor; readonly serviceId: string }): Promise<Service>;
}

function movingRoutes(useCases: CatalogueUseCases): readonly Route[] {
  const { submitService, pauseService, resumeService, archiveService, approveService, rejectService } =
    useCases;
  const ownerStep = (name: string, summary: string, step: OwnerStep) =>
    route({
      method: 'POST',
      path: `/services/{id}/${name}`,
      summary,
      tag: 'Catalogue',
      access: signedIn,
      params: ServiceParams,
      answers: { 200: OwnServiceView },
      refusals: ['service.event_refused', 'service.not_publishable'],
      async handle({ actor, params }) {
        const service = await step.execute({ actor, serviceId: params.id });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    });
  return [
    ownerStep('submit', 'Ask for your service to go live.', submitService),
    ownerStep('pause', 'Take your service off the market for a while.', pauseService),
    ownerStep('resume', 'Put your paused service back.', resumeService),
    route({
      method: 'DELETE',
      path: '/services/{id}',
      summary: 'Give your service up. Orders that were placed go on.',
      tag: 'Catalogue',
      access: signedIn,
      params: ServiceParams,
      answers: { 204: 'empty' },
      async handle({ actor, params }) {
        await archiveService.execute({ actor, serviceId: params.id });
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/admin/services/{id}/approve',
      summary: 'Let a submitted service go live.',
      tag: 'Moderation',
      access: staff('services:moderate'),
      params: ServiceParams,
      answers: { 200: OwnServiceView },
      async handle({ actor, params }) {
        const service = await approveService.execute({ actor, serviceId: params.id });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
    route({
      method: 'POST',
      path: '/admin/services/{id}/reject',
      summary: 'Refuse a submitted service, and say why.',
      tag: 'Moderation',
      access: staff('services:moderate'),
      params: ServiceParams,
      body: ReasonBody,
      answers: { 200: OwnServiceView },
      async handle({ actor, params, body }) {
        const service = await rejectService.execute({ actor, serviceId: params.id, ...body });
        return ok(toOwnServiceView(service), { version: service.version });
      },
    }),
  ];
}
