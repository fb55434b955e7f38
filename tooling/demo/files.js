/** @import { SentFile } from './client.js' */

/** The smallest picture a reader of pictures accepts: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** @type {SentFile} */
export const COVER = { name: 'couverture.png', type: 'image/png', bytes: PIXEL };

/** @type {SentFile} */
export const BRIEF = {
  name: 'mes-idees.txt',
  type: 'text/plain',
  bytes: Buffer.from('Un baobab, deux couleurs, lisible en petit.\n'),
};

/** @type {SentFile} */
export const LOGO = { name: 'logo-final.png', type: 'image/png', bytes: PIXEL };
