import type { Id } from '../../kernel/index.js';
import type { OptionId, PackageTier, PickedOption, Service, ServicePackage } from '../../catalogue/index.js';
import { OptionNotOffered, PackageNotOffered } from './order-errors.js';
import type { OrderItem } from './order.js';

/** An option as a customer asks for it. */
export interface OptionSelection {
  readonly optionId: OptionId;
  readonly quantity: number;
}

/** What a customer asks for of a service. */
export interface Selection {
  readonly tier: PackageTier;
  readonly options: readonly OptionSelection[];
}

export interface SelectedItems {
  /** The package first, then the options as they were asked for. */
  readonly items: readonly OrderItem[];
  readonly bought: ServicePackage;
  readonly picked: readonly PickedOption[];
}

/**
 * Turns a selection into what the order says: titles and prices as they are now.
 * @throws PackageNotOffered; OptionNotOffered for an option of another service, one that is switched off, one named twice, and a
 *   quantity below 1 or above what the option allows
 */
export function selectItems(
  service: Service,
  selection: Selection,
  newId: () => Id<'order-item'>,
): SelectedItems {
  const { title, options } = service.snapshot();
  const bought = service.findPackage(selection.tier);
  if (!bought) throw new PackageNotOffered(selection.tier);
  const seen = new Set<OptionId>();
  const selected = selection.options.map(({ optionId, quantity }) => {
    const option = options.find((known) => known.id === optionId && known.isActive);
    if (!option) throw new OptionNotOffered(optionId, 'unknown');
    if (seen.has(optionId)) throw new OptionNotOffered(optionId, 'repeated');
    seen.add(optionId);
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > option.maxQuantity) {
      throw new OptionNotOffered(optionId, 'quantity');
    }
    return { option, quantity };
  });
  const base: OrderItem = {
    id: newId(),
    kind: 'package',
    refId: bought.id,
    title,
    unitPrice: bought.price,
    quantity: 1,
    amount: bought.price,
  };
  return {
    bought,
    items: [
      base,
      ...selected.map(({ option, quantity }) => ({
        id: newId(),
        kind: 'option' as const,
        refId: option.id,
        title: option.title,
        unitPrice: option.price,
        quantity,
        amount: option.price * BigInt(quantity),
      })),
    ],
    picked: selected.map(({ option, quantity }) => ({ extraDays: option.extraDays, quantity })),
  };
}
