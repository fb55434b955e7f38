import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './setup-error.js';

const POSTGRES_IMAGE = 'postgres:15-alpine';
const MONGO_IMAGE = 'mongo:7';

/**
 * @typedef {{ url: string, stop: () => Promise<void> }} Container
 */

/**
 * Asked first, because loading the client of Docker costs a second.
 *
 * @param {NodeJS.ProcessEnv} env
 * @throws {SetupError} where there is no sign of an engine
 */
export function requireDocker(env) {
  const sockets = [
    '/var/run/docker.sock',
    join(homedir(), '.docker', 'run', 'docker.sock'),
    join(env['XDG_RUNTIME_DIR'] ?? '/run/user', 'docker.sock'),
  ];
  if (env['DOCKER_HOST'] === undefined && !sockets.some((socket) => existsSync(socket))) {
    throw new SetupError('no Docker engine');
  }
}

/**
 * @param {string} database
 * @returns {Promise<Container>} its reaper removes it when we die
 */
export async function startPostgresContainer(database) {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer(POSTGRES_IMAGE)
    .withDatabase(database)
    .withCommand(['postgres', '-c', 'max_connections=200'])
    .start();
  return {
    url: container.getConnectionUri(),
    stop: async () => {
      await container.stop();
    },
  };
}

/** @returns {Promise<Container>} its reaper removes it when we die */
export async function startMongoContainer() {
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(MONGO_IMAGE)
    .withExposedPorts(27017)
    .withWaitStrategy(Wait.forLogMessage(/waiting for connections/i))
    .start();
  return {
    url: `mongodb://${container.getHost()}:${container.getMappedPort(27017)}`,
    stop: async () => {
      await container.stop();
    },
  };
}
