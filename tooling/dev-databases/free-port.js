import { createServer } from 'node:net';

/**
 * @param {number} preferred 0 leaves the choice to the system
 * @returns {Promise<number>} a port of the loopback interface nobody listens on: the preferred one when it is
 *   free. It is not reserved, so whoever binds it must still be ready to lose it.
 */
export async function freePort(preferred) {
  return (await listenOn(preferred)) ?? (await freePort(0));
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether a server could listen on it
 */
export async function isFree(port) {
  return (await listenOn(port)) !== null;
}

/**
 * @param {number} port
 * @returns {Promise<number | null>} null when it is taken or needs rights we lack
 */
function listenOn(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const refused = 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      if (refused && port !== 0) resolve(null);
      else reject(error);
    });
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
