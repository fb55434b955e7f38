/**
 * Shows how far things are: on a terminal in one line that is written over, elsewhere a line for each part that is
 * done.
 *
 * @param {{ isTTY?: boolean, write(text: string): unknown }} output
 * @returns {import('@2krika/domain').ReportProgress}
 */
export function showProgress(output) {
  return (part, done, total) => {
    const isDone = done >= total;
    const line = `  ${part}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    if (output.isTTY) output.write(`\r\u001b[K${line}${isDone ? '\n' : ''}`);
    else if (isDone) output.write(`${line}\n`);
  };
}
