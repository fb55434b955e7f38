/** A class made without arguments, such as a DTO. */
export type Class<Instance extends object = object> = new () => Instance;
