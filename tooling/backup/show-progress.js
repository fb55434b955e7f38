/** Of the bar, in characters. */
const WIDTH = 24;

/**
 * Shows how far things are: on a terminal as a bar that is written over, elsewhere a line for each part that is done.
 *
 * @param {{ isTTY?: boolean, write(text: string): unknown }} output
 * @returns {import('@2krika/domain').ReportProgress}
 */
export function showProgress(output) {
  return (part, done, total) => {
    const isDone = done >= total;
    const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    const line = `  ${part}: ${output.isTTY ? `${bar(done, total)} ` : ''}${counts}`;
    if (output.isTTY) output.write(`\r\u001b[K${line}${isDone ? '\n' : ''}`);
    else if (isDone) output.write(`${line}\n`);
  };
}

/**
 * @param {number} done
 * @param {number} total
 */
function bar(done, total) {
  const full = total === 0 ? WIDTH : Math.min(WIDTH, Math.floor((WIDTH * done) / total));
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}
