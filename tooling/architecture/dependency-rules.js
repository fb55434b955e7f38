/**
 * The contexts of the domain in their order: each may use those before it and none after it.
 * A new context is added here, at the place where everything it needs stands to its left.
 */
export const CONTEXTS = [
  'kernel',
  'platform',
  'identity',
  'files',
  'kyc',
  'catalogue',
  'messaging',
  'ledger',
  'payments',
  'ordering',
  'resolution',
  'reviews',
  'notifications',
];

const DOMAIN = '^packages/domain/src/';
const SPEC = String.raw`\.spec\.ts$`;
const FAST_CHECK = '(^|/)fast-check(/|$)';
/** Code that only tests load. */
const TEST_CODE = [SPEC, String.raw`\.contract\.ts$`, '^(packages|apps)/[^/]+/(test|testing)/', '^tooling/'];

/**
 * Who may import whom. Paths are regular expressions on paths below the root; `$1` is the first group of `from`.
 *
 * @type {readonly import('dependency-cruiser').IForbiddenRuleType[]}
 */
export const dependencyRules = [
  {
    name: 'domain-imports-only-itself',
    comment: 'The core knows no library, no host and no adapter: that is what lets it outlive all of them.',
    from: { path: DOMAIN, pathNot: SPEC },
    to: { pathNot: DOMAIN },
  },
  {
    name: 'domain-specs-import-only-the-domain',
    comment: 'A spec of the core needs its fakes, and fast-check for properties.',
    from: { path: `${DOMAIN}.*${SPEC}` },
    to: { pathNot: [DOMAIN, '^packages/domain/testing/', FAST_CHECK] },
  },
  {
    name: 'domain-testing-imports-only-the-domain',
    comment: 'Fakes and contracts run wherever the core runs; nested units of work need async_hooks.',
    from: { path: '^packages/domain/testing/', pathNot: SPEC },
    to: { pathNot: ['^packages/domain/', String.raw`^(node:)?async_hooks$`] },
  },
  {
    name: 'domain-testing-specs-import-only-the-domain',
    comment: 'As the specs of the core.',
    from: { path: `^packages/domain/testing/.*${SPEC}` },
    to: { pathNot: ['^packages/domain/', String.raw`^(node:)?async_hooks$`, FAST_CHECK] },
  },
  {
    name: 'context-is-listed',
    comment: 'A context has a place in the order of contexts.',
    from: { path: `${DOMAIN}[^/]+/`, pathNot: `${DOMAIN}(${CONTEXTS.join('|')})/` },
    to: {},
  },
  ...CONTEXTS.slice(0, -1).map((context, index) => ({
    name: `${context}-imports-only-from-its-left`,
    comment:
      'What touches several contexts lives in the last of them; an earlier one declares a port of its own.',
    from: { path: `${DOMAIN}${context}/` },
    to: { path: `${DOMAIN}(${CONTEXTS.slice(index + 1).join('|')})/` },
  })),
  {
    name: 'context-is-imported-through-its-index',
    comment: 'What a context does not export is its own affair.',
    from: { path: `${DOMAIN}([^/]+)/` },
    to: { path: `${DOMAIN}[^/]+/`, pathNot: [`${DOMAIN}$1/`, `${DOMAIN}[^/]+/index\\.ts$`] },
  },
  {
    name: 'model-imports-no-port-and-no-use-case',
    comment: 'A rule of the business is decided without asking anything outside.',
    from: { path: `${DOMAIN}[^/]+/model/` },
    to: { path: `${DOMAIN}[^/]+/(ports|use-cases)/` },
  },
  {
    name: 'port-imports-no-use-case',
    comment: 'A port states what is needed, not by whom.',
    from: { path: `${DOMAIN}[^/]+/ports/` },
    to: { path: `${DOMAIN}[^/]+/use-cases/` },
  },
  {
    name: 'adapter-imports-only-the-domain',
    comment:
      'Adapters are exchangeable one by one as long as none knows another. Tests may run what one talks to.',
    from: { path: '^packages/(adapters-[^/]+)/', pathNot: TEST_CODE },
    to: { path: '^(packages|apps|tooling)/', pathNot: ['^packages/domain/', '^packages/$1/'] },
  },
  {
    name: 'composition-imports-no-app',
    comment: 'All apps are made of it.',
    from: { path: '^packages/composition/' },
    to: { path: '^(apps|tooling)/' },
  },
  {
    name: 'app-imports-no-other-app',
    comment: 'Apps are deployed one by one; their tests may run several.',
    from: { path: '^apps/([^/]+)/', pathNot: TEST_CODE },
    to: { path: '^(apps|tooling)/', pathNot: '^apps/$1/' },
  },
  {
    name: 'package-is-imported-through-its-exports',
    comment: 'A relative path into another package passes by what it exports, and breaks in its build.',
    from: { path: '^(packages|apps)/([^/]+)/' },
    to: {
      path: '^(packages|apps)/[^/]+/',
      pathNot: ['^$1/$2/', String.raw`^(packages|apps)/[^/]+/(src|testing)/index\.ts$`],
    },
  },
  {
    name: 'testing-is-imported-only-by-tests',
    comment: 'Fakes stay out of production, except where the app is composed in memory.',
    from: { pathNot: [...TEST_CODE, '^packages/composition/src/.*memory'] },
    to: { path: '^packages/[^/]+/testing/' },
  },
  {
    name: 'spec-is-imported-by-nobody',
    comment: 'What two specs share is a file of its own.',
    from: {},
    to: { path: SPEC },
  },
  {
    name: 'dependency-is-declared',
    comment: 'What no package.json names is there by chance.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'dependency-is-installed-in-production',
    comment: 'Development dependencies are left out of an image.',
    from: { path: '^(packages|apps)/[^/]+/src/', pathNot: TEST_CODE },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
  },
  {
    name: 'import-is-found',
    comment: 'A path that leads nowhere.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycle',
    comment: 'Files that import each other are one file, or one idea too few.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphan',
    comment: 'A file nobody imports is dead, unless a process, a runner or a loader starts from it.',
    from: {
      orphan: true,
      pathNot: [
        ...TEST_CODE,
        String.raw`(^|/)(index|main)\.ts$`,
        String.raw`\.(model|d)\.ts$`,
        '^packages/[^/]+/migrations/',
      ],
    },
    to: {},
  },
];
