import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { linkUploads, type UploadId, type UploadRepository } from '../../files/index.js';
import type { Settings } from '../../platform/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { ServiceRepository } from '../ports/service-repository.js';

export interface SetServiceMediaInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** As in `UpdateServiceInput`. */
  readonly expectedVersion?: number;
  /** All it shows from now on, in the order of the page. */
  readonly uploadIds: readonly UploadId[];
}

/** Chooses the pictures of a service among what its seller has uploaded for it. */
export class SetServiceMedia {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      services: ServiceRepository;
      uploads: UploadRepository;
      settings: Settings;
    }>,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; StaleVersion; ServiceNotEditable; ServiceContentApproved; InvalidService;
   *   ServiceNotPublishable; UploadNotYours; UploadPurposeMismatch; UploadNotReady
   */
  async execute({ actor, serviceId, expectedVersion, uploadIds }: SetServiceMediaInput): Promise<Service> {
    return this.unitOfWork.run(async ({ services, uploads, settings }) => {
      const service = await services.getForUpdate(serviceId);
      service.assertOwnedBy(actor);
      service.assertVersion(expectedVersion);
      const now = this.clock.now();
      service.setMedia(uploadIds, !(await settings.get('services.auto_approve')), now);
      const holder = { type: 'service', id: serviceId };
      await linkUploads(uploads, { actor, purpose: 'service_media', holder, uploadIds, now });
      await services.save(service);
      return service;
    });
  }
}
