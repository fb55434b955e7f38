import {
  Service,
  type CategoryRepository,
  type ServiceRecord,
  type ServiceRepository,
  type UploadRepository,
  type UserRepository,
} from '@2krika/domain';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { agreed, aService } from '../../factories/catalogue/service-factory.js';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';

/** What has to be there before a service can be. */
export interface CataloguePorts {
  readonly users: UserRepository;
  readonly categories: CategoryRepository;
  readonly uploads: UploadRepository;
  readonly services: ServiceRepository;
}

/** A seller, a category and a row of pictures for services to be made of. */
export async function aMarket({ users, categories, uploads }: CataloguePorts) {
  const [owner, category] = [aUser(), aCategory()];
  const media = Array.from({ length: 3 }, () => anUpload(owner.id));
  await users.add(owner);
  await categories.add(category);
  for (const upload of media) await uploads.add(upload);
  const place = { ownerId: owner.id, categoryId: category.id };
  return {
    owner,
    category,
    media: media.map(({ id }) => id),
    /** A service of this market. */
    service: (overrides: Partial<ServiceRecord> = {}) => aService({ ...place, ...overrides }),
    /** The same service with other values, as of the same version. What is offered in a tier keeps its id. */
    changed: (service: Service, changes: Partial<ServiceRecord>) => {
      const record = agreed({ ...service.snapshot(), ...changes });
      const packages = record.packages.map((each) => ({
        ...each,
        id: service.findPackage(each.tier)?.id ?? each.id,
      }));
      return Service.rehydrate({ ...record, packages });
    },
  };
}

export type Market = Awaited<ReturnType<typeof aMarket>>;
