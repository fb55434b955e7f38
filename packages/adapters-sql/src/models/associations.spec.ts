import { ASSOCIATIONS, type Association } from './associations.js';

const nameOf = ({ source, as }: Association) => `${source}.${as}`;

/** What the two directions have in common: the models and the keys between them. */
function relationOf(association: Association): string {
  const { source, kind, target, foreignKey } = association;
  if (kind === 'belongsToMany') {
    const sides = [`${source}.${foreignKey}`, `${target}.${association.otherKey}`];
    return `${association.through}: ${sides.sort().join(' ')}`;
  }
  return kind === 'belongsTo' ? `${source}.${foreignKey} ${target}` : `${target}.${foreignKey} ${source}`;
}

function areOpposite(one: Association, other: Association): boolean {
  if (one === other || relationOf(one) !== relationOf(other)) return false;
  return one.kind === 'belongsToMany' || (one.kind === 'belongsTo') !== (other.kind === 'belongsTo');
}

describe('ASSOCIATIONS', () => {
  it.each(ASSOCIATIONS.map((each) => [nameOf(each), each] as const))(
    'has one way back from %s',
    (_, each) => {
      expect(ASSOCIATIONS.filter((other) => areOpposite(each, other))).toHaveLength(1);
    },
  );

  it('gives every association of a model a name of its own', () => {
    const names = ASSOCIATIONS.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['User', 'services', 'Service', 'ownerId'],
    ['Service', 'owner', 'User', 'ownerId'],
    ['User', 'orders', 'Order', 'customerId'],
    ['Order', 'customer', 'User', 'customerId'],
    ['User', 'sales', 'Order', 'sellerId'],
    ['Order', 'seller', 'User', 'sellerId'],
    ['Service', 'category', 'Category', 'categoryId'],
    ['Category', 'services', 'Service', 'categoryId'],
    ['Order', 'service', 'Service', 'serviceId'],
    ['Service', 'orders', 'Order', 'serviceId'],
    ['Service', 'options', 'Option', 'serviceId'],
    ['Option', 'service', 'Service', 'serviceId'],
  ])('leads from %s by "%s" to %s', (source, as, target, foreignKey) => {
    expect(ASSOCIATIONS).toContainEqual(expect.objectContaining({ source, as, target, foreignKey }));
  });
});
