import type { PackageTerms, ServiceRequirement } from '../../catalogue/index.js';

/** What was bought, as it was offered when the order was placed: later edits of the service change nothing here. */
export interface PackageSnapshot {
  /** The title of the service. */
  readonly title: string;
  /** Of the package alone, without the options. */
  readonly deliveryDays: number;
  /** Null for as many as the customer likes. */
  readonly revisionsIncluded: number | null;
  /** What the seller said of the size. Missing in orders from before services had packages. */
  readonly package?: Pick<PackageTerms, 'tier' | 'title' | 'description' | 'features'>;
  /** What the seller asks before work begins. Missing in the same orders. */
  readonly requirements?: readonly ServiceRequirement[];
}
