/** @import { StackOptions, Urls } from './development-stack.js' */

/**
 * Starts the development system, runs the work against it, and ends everything, whatever happened: the work
 * is done, somebody asked to stop, or an app died.
 *
 * @param {StackOptions} options
 * @param {(urls: Urls) => Promise<number>} work resolves with the exit code, or never: until Ctrl-C
 * @returns {Promise<number>} the exit code; 0 when asked to stop
 */
export async function runStack(options, work) {
  // Not before: it needs the installed dependencies.
  const { DevelopmentStack } = await import('./development-stack.js');
  const stack = new DevelopmentStack();
  const asked = askedToStop();
  try {
    return await Promise.race([
      stack.start(options).then(work),
      asked.then(() => 0),
      stack.death.then((death) => Promise.reject(death)),
    ]);
  } finally {
    await stack.stop();
  }
}

/** @returns {Promise<void>} resolves at Ctrl-C or SIGTERM; the second one ends everything at once */
function askedToStop() {
  return new Promise((resolve) => {
    let isFirst = true;
    const ask = () => {
      if (!isFirst) process.exit(1);
      isFirst = false;
      console.log('\nStopping.');
      resolve();
    };
    process.on('SIGINT', ask).on('SIGTERM', ask);
  });
}

/** @returns {Promise<never>} the work of a system that runs until somebody asks it to stop */
export const forever = () => new Promise(() => {});
