import fc from 'fast-check';
import { onBothProducts } from '../product/both-products.js';
import { Product } from '../product/product.js';
import { operationsOf, type Operation, type ServedDocument } from './generated/openapi.js';
import { requestsTo } from './generated/requests.js';
import type { Trial } from './generated/trial.js';
import { openWorld, type Person, type World } from './world.js';

/** The same requests each time, so that a failure can be looked into; another number gives others. */
const SEED = Number(process.env['INPUT_SEED'] ?? 20_261_124);
/** Ten times as many requests are sent with `INPUT_TIMES=10`, in the night or after the reader of requests changed. */
const TIMES = Number(process.env['INPUT_TIMES'] ?? 1);
/** To each operation. What the databases add to the rest is found by fewer. */
const REQUESTS = { memory: 30 * TIMES, 'sql+mongo': 10 * TIMES };
/** Milliseconds. An answer takes a few; the rest is for a machine that is busy with something else. */
const DEADLINE = 5_000;
const CALLERS: readonly Person[] = ['seller', 'customer', 'admin'];
/** What only the form of a request is refused with. */
const OF_FORM = [
  ...['validation_failed', 'malformed_json', 'malformed_query', 'malformed_request', 'malformed_path'],
  ...['body_missing', 'body_too_large', 'unsupported_media_type', 'if_match_invalid'],
  ...['idempotency_key_missing', 'idempotency_key_invalid', 'precondition_required'],
];
/** An address that breaks its form names nothing. */
const OF_PATH = ['not_found', 'uri_too_long'];

const operations = await documentedOperations();

async function documentedOperations(): Promise<readonly Operation[]> {
  const product = await Product.start({ persistence: 'memory' });
  const document = await product.visitor().get<ServedDocument>('/openapi.json');
  await product.stop();
  // What only helps to develop is not there elsewhere.
  return operationsOf(document).filter(({ path }) => !path.startsWith('/dev/'));
}

interface Received {
  readonly status: number;
  readonly type: string | null;
  readonly milliseconds: number;
  readonly problem: { readonly status?: number; readonly code?: string };
}

async function send(world: World, caller: Person, { method }: Operation, trial: Trial): Promise<Received> {
  const { kind, path, query, headers, body } = trial;
  const visitor = world.people[kind === 'unauthenticated' ? 'nobody' : caller];
  const start = performance.now();
  const response = await visitor.request(method, query === '' ? path : `${path}?${query}`, body, headers);
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    milliseconds: performance.now() - start,
    problem: response.status >= 400 ? (JSON.parse(text) as Received['problem']) : {},
  };
}

/** What is wrong with the answer; empty when nothing is. Its form is compared with the document by the product. */
function faultsOf({ statuses }: Operation, trial: Trial, answer: Received): readonly string[] {
  const { status, type, milliseconds, problem } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push(`${status} is our fault`);
  if (!statuses.includes(String(status)) && status < 400) faults.push(`${status} is not documented`);
  if (status >= 400 && !type?.startsWith('application/problem+json')) faults.push(`${type} is no problem`);
  if (status >= 400 && problem.status !== status) faults.push(`the problem says ${problem.status}`);
  if (milliseconds > DEADLINE) faults.push(`it took ${Math.round(milliseconds)} ms`);
  if (trial.kind === 'wrong' && !isRefusedForItsForm(answer)) {
    faults.push(`${status} ${problem.code} to what is wrong`);
  }
  if (trial.kind === 'unauthenticated' && status !== 401) faults.push(`${status} to a stranger`);
  if (trial.kind === 'well_formed' && OF_FORM.includes(problem.code ?? '')) {
    faults.push(`${problem.code} to what is as documented`);
  }
  return faults;
}

/** Before anything is looked up or tried; a caller who may not even ask is told that first. */
function isRefusedForItsForm({ status, problem: { code = '' } }: Received): boolean {
  return status === 401 || status === 403 || OF_FORM.includes(code) || OF_PATH.includes(code);
}

function describeAnswers(open: () => Promise<World>, numRuns: number): void {
  let world: World;

  beforeAll(async () => {
    world = await open();
  }, 60_000);

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    async (_, operation) => {
      const requests = fc.tuple(fc.constantFrom(...CALLERS), requestsTo(operation, world.ids));
      let sent = 0;
      await fc.assert(
        fc.asyncProperty(requests, async ([caller, trial]) => {
          sent += 1;
          expect(faultsOf(operation, trial, await send(world, caller, operation, trial))).toEqual([]);
        }),
        { seed: SEED, numRuns },
      );
      expect(sent).toBe(numRuns);
    },
    60_000 * TIMES,
  );
}

describe(`whatever is sent, with the seed ${SEED}, is answered`, () => {
  onBothProducts('input', (open, persistence) => {
    describeAnswers(() => openWorld(open().product), REQUESTS[persistence]);
  });
});
