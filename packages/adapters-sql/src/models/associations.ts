/** One direction of a relation between two models. */
export interface Association {
  readonly source: string;
  readonly kind: 'belongsTo' | 'hasMany' | 'hasOne';
  readonly target: string;
  /** The name it is included by: `Service.findOne({ include: 'owner' })`. */
  readonly as: string;
  /** An attribute of the source for `belongsTo`, else of the target. */
  readonly foreignKey: string;
}

/** Every relation that models can be loaded along. */
export const ASSOCIATIONS: readonly Association[] = [];
