import { spawn } from 'node:child_process';

/**
 * Runs a program in the foreground, its output being ours.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 1 when it could not run or was ended by a signal
 */
export function runProgram(file, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env, stdio: 'inherit' });
    // The terminal sends Ctrl-C to both of us: we wait for what it makes of it. SIGTERM comes to us alone.
    const wait = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', pass);
    const end = (/** @type {number} */ code) => {
      process.off('SIGINT', wait).off('SIGTERM', pass);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${file}: ${error.message}`);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}

/**
 * Runs a Node program of the installed dependencies, without the help of a package manager.
 *
 * @param {string} path inside `node_modules`
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {readonly string[]} [options.nodeArgs]
 * @param {NodeJS.ProcessEnv} [options.env]
 */
export function runTool(path, args, { nodeArgs = [], env = process.env } = {}) {
  return runProgram(process.execPath, [...nodeArgs, `node_modules/${path}`, ...args], env);
}
