import type { mongo } from 'mongoose';
import { shapeOf } from './command-shape.js';

/** Told of every command. It never gets a value: those are what people say. */
export interface CommandLogger {
  /**
   * @param shape what the command does; made when it is asked for, since nearly all commands are fast enough
   * @param milliseconds from sending it to the answer
   * @param documents how many it returned or changed, 0 when it failed
   */
  command(shape: () => string, milliseconds: number, documents: number): void;
}

/** Tells the logger of the commands of this client. It has to be opened with `monitorCommands`. */
export function monitorCommands(client: mongo.MongoClient, logger: CommandLogger): void {
  // What was sent is told only when it begins.
  const underWay = new Map<number, object>();
  const end = (
    { requestId, commandName, duration }: mongo.CommandSucceededEvent | mongo.CommandFailedEvent,
    documents: number,
  ) => {
    const command = underWay.get(requestId) ?? {};
    underWay.delete(requestId);
    logger.command(() => shapeOf(commandName, command), duration, documents);
  };
  client.on('commandStarted', ({ requestId, command }) => underWay.set(requestId, command));
  client.on('commandSucceeded', (event) => end(event, documentsIn(event.reply)));
  client.on('commandFailed', (event) => end(event, 0));
}

function documentsIn(reply: unknown): number {
  if (typeof reply !== 'object' || reply === null) return 0;
  const cursor: unknown = Reflect.get(reply, 'cursor');
  if (typeof cursor === 'object' && cursor !== null) {
    const batch: unknown = Reflect.get(cursor, 'firstBatch') ?? Reflect.get(cursor, 'nextBatch');
    return Array.isArray(batch) ? batch.length : 0;
  }
  const count: unknown = Reflect.get(reply, 'n');
  return typeof count === 'number' ? count : 0;
}
