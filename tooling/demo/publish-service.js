import { check, checkAmount, checkEqual, present } from './checks.js';
import { Client } from './client.js';
import { COVER } from './files.js';
import { francs } from './francs.js';
import { EXAMPLE } from './worked-example.js';

/** @import { Person } from './people.js' */
/** @import { Stage } from './stage.js' */

/**
 * @typedef {object} Service
 * @property {string} id
 * @property {string} optionId
 */

/**
 * The seller makes a service and publishes it; somebody who is not even signed in finds it.
 *
 * @param {Stage} stage
 * @param {string} url
 * @param {Person} seller
 * @returns {Promise<Service>}
 */
export async function publishService(stage, url, { client: seller, username }) {
  const visitor = new Client(url);

  const { id, categoryId } = await stage.step('Awa drafts a service', async (tell) => {
    const categories = await seller.get('/v1/categories');
    const category = present('a category', categories.list('results').at(-1));
    const draft = await seller.post('/v1/services', {
      categoryId: category.text('id'),
      ...{
        title: 'Logo pour votre marque',
        description: 'Trois propositions, une retenue et mise au propre.',
      },
      ...{ basicPrice: EXAMPLE.package, currency: 'XAF', deliveryDays: 3, revisionsIncluded: 1 },
    });
    checkEqual('the status of the service', draft.text('status'), 'draft');
    const price = francs(draft.number('basicPrice'));
    tell(`"${draft.text('title')}" at ${price}, delivered in 3 days, in ${category.text('nameFr')}`, {
      service: draft.text('id'),
    });
    return { id: draft.text('id'), categoryId: category.text('id') };
  });

  const optionId = await stage.step('Awa offers an option with it', async (tell) => {
    const changed = await seller.post(`/v1/services/${id}/options`, {
      ...{ title: 'Fichiers source', price: EXAMPLE.option, extraDays: 1 },
    });
    const option = present('the option', changed.list('options')[0]);
    checkAmount('the price of the option', option.number('price'), EXAMPLE.option);
    tell(`"${option.text('title')}" at ${francs(EXAMPLE.option)}`, { option: option.text('id') });
    return option.text('id');
  });

  const image = await stage.step('Awa uploads a picture for it', async (tell) => {
    const uploadId = await seller.upload('service_media', COVER);
    await seller.put(`/v1/services/${id}/media`, { uploadIds: [uploadId] });
    tell(`${COVER.name}, ${COVER.bytes.length} bytes`, { upload: uploadId });
    return uploadId;
  });

  await stage.step('Awa publishes it', async (tell) => {
    const submitted = await seller.post(`/v1/services/${id}/submit`);
    checkEqual('the status of the service', submitted.text('status'), 'active');
    tell('active, no moderator needed');
  });

  await stage.step('Anybody finds it in the list', async (tell) => {
    const page = await visitor.get(`/v1/services?categoryId=${categoryId}&limit=20`);
    const cards = page.list('results');
    check('that the newest service comes first', cards[0]?.text('id') === id);
    check(
      'that the list shows active services only',
      cards.every((card) => card.text('status') === 'active'),
    );
    tell(`first of ${page.number('count')} in its category`);
  });

  await stage.step('Anybody reads its page and sees its picture', async (tell) => {
    const shown = await visitor.get(`/v1/services/${id}`);
    const owner = shown.part('owner').text('username');
    checkEqual('the owner of the service', owner, username);
    checkEqual('the sales of a new service', shown.number('salesCount'), 0);
    const picture = await visitor.download(`/v1/public-files/${image}`);
    check('that the picture is the one that was uploaded', picture.equals(COVER.bytes));
    const options = shown.list('options').length;
    tell(`by ${owner}, category ${shown.part('category').text('nameFr')}, ${options} option, 0 sales`);
  });

  return { id, optionId };
}
