import { readdir } from 'node:fs/promises';
import { Model, type ModelStatic, type Sequelize } from 'sequelize';
import { ASSOCIATIONS, type Association } from './associations.js';

export type Models = Readonly<Record<string, ModelStatic<Model>>>;

/** What a model file exports as its default. */
export type DefineModel = (sequelize: Sequelize) => ModelStatic<Model>;

export interface ModelSource {
  /** Holds the files `<model>.model.ts`. */
  readonly folder: URL;
  readonly associations: readonly Association[];
}

const MODEL_FILE = /^[a-z\d-]+\.model\.(?:ts|js)$/;
const SOURCE: ModelSource = { folder: new URL('./', import.meta.url), associations: ASSOCIATIONS };

/**
 * Defines every model of the folder and relates them. What does not fit stops the start: Sequelize itself
 * would add a missing foreign key to the model, and make up a missing alias.
 * @throws Error that names the file or association
 */
export async function loadModels(sequelize: Sequelize, { folder, associations } = SOURCE): Promise<Models> {
  const models: Record<string, ModelStatic<Model>> = {};
  const files = (await readdir(folder)).filter((file) => MODEL_FILE.test(file)).sort();
  for (const file of files) {
    const model = await defineModel(new URL(file, folder), sequelize);
    if (models[model.name] !== undefined) throw new Error(`${file} defines the model ${model.name} again.`);
    models[model.name] = model;
  }
  for (const association of associations) associate(association, models);
  return models;
}

async function defineModel(file: URL, sequelize: Sequelize): Promise<ModelStatic<Model>> {
  const module: unknown = await import(file.href);
  if (
    typeof module !== 'object' ||
    module === null ||
    !('default' in module) ||
    !isDefineModel(module.default)
  ) {
    throw new Error(`${file.pathname} has no default export that defines a model.`);
  }
  const model = module.default(sequelize);
  if (!(model.prototype instanceof Model)) throw new Error(`${file.pathname} does not define a model.`);
  return model;
}

function associate(association: Association, models: Models): void {
  const { source, kind, target, as, foreignKey } = association;
  const name = `${source} ${kind} ${target} as "${as}"`;
  const from = modelOf(source, name, models);
  const to = modelOf(target, name, models);
  if (as === '') throw new Error(`${name}: the association has no alias.`);
  if (kind === 'belongsToMany') {
    const { otherKey } = association;
    const through = modelOf(association.through, name, models);
    assertAttributes(through, [foreignKey, otherKey], name);
    from.belongsToMany(to, { as, through, foreignKey, otherKey });
  } else {
    assertAttributes(kind === 'belongsTo' ? from : to, [foreignKey], name);
    from[kind](to, { as, foreignKey });
  }
}

function modelOf(model: string, association: string, models: Models): ModelStatic<Model> {
  const found = models[model];
  if (found === undefined) throw new Error(`${association}: there is no such model as ${model}.`);
  return found;
}

function assertAttributes(
  holder: ModelStatic<Model>,
  attributes: readonly string[],
  association: string,
): void {
  const missing = attributes.find((attribute) => !(attribute in holder.getAttributes()));
  if (missing === undefined) return;
  throw new Error(`${association}: ${holder.name} has no attribute ${missing}.`);
}

function isDefineModel(value: unknown): value is DefineModel {
  return typeof value === 'function';
}
