import { neededPackages, outsideManifest } from './packed-manifest.js';

const example = {
  name: 'example',
  dependencies: { '@2krika/domain': 'workspace:*', pino: '1.0.0' },
  devDependencies: { '@2krika/adapters-sql': 'workspace:*', jest: '1.0.0' },
};
const workspace = new Map([
  ['@2krika/domain', { name: '@2krika/domain' }],
  [
    '@2krika/adapters-sql',
    {
      name: '@2krika/adapters-sql',
      dependencies: { '@2krika/domain': 'workspace:*', '@2krika/shared': 'workspace:*', pg: '8.0.0' },
      devDependencies: { '@2krika/api': 'workspace:*' },
    },
  ],
  ['@2krika/shared', { name: '@2krika/shared' }],
]);

describe('neededPackages', () => {
  it('names what is needed, and what that needs, once each and without what only develops it', () => {
    expect(neededPackages(example, workspace)).toEqual([
      '@2krika/domain',
      '@2krika/adapters-sql',
      '@2krika/shared',
    ]);
  });

  it('names a package that is not there', () => {
    expect(() => neededPackages(example, new Map())).toThrow('There is no package @2krika/domain to pack.');
  });
});

describe('outsideManifest', () => {
  it('takes ours from files, and leaves the others as they are', () => {
    const files = new Map([
      ['@2krika/domain', '/packed/domain.tgz'],
      ['@2krika/shared', '/packed/shared.tgz'],
    ]);
    expect(outsideManifest(example, files)).toEqual({
      name: 'example',
      dependencies: {
        pino: '1.0.0',
        '@2krika/domain': 'file:/packed/domain.tgz',
        '@2krika/shared': 'file:/packed/shared.tgz',
      },
      devDependencies: { jest: '1.0.0' },
    });
  });
});
