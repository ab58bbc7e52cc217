// Left = lower. A slice may import only slices to its left.
const SLICES = ['platform', 'audit', 'access', 'history', 'members', 'environments', 'metrics', 'logs', 'terminal', 'containers', 'images', 'volumes', 'networks', 'registries', 'groups', 'certificates', 'proxy', 'apps', 'names', 'routes', 'tenants', 'ci', 'imports'];
const TEST = '\\.(test|int\\.test)\\.tsx?$|^lib/testing/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-circular', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('no-unresolvable', { pathNot: TEST }, { couldNotResolve: true }),
    rule('model-is-pure', { path: '^lib/[^/]+/model/', pathNot: TEST }, { pathNot: ['^lib/[^/]+/(model/|contract\\.ts$|errors\\.ts$|spec(\\.ts$|/))', '^lib/platform/(endpoint|errors)\\.ts$', '^node_modules/(zod|yaml)/'] }),
    rule('contract-is-isomorphic', { path: '^lib/[^/]+/contract\\.ts$' }, { pathNot: ['^lib/[^/]+/(model/|contract\\.ts$|spec(\\.ts$|/))', '^lib/platform/endpoint\\.ts$', '^node_modules/zod/'] }),
    rule('browser-never-imports-server', { path: '^(components/|lib/[^/]+/client/)', pathNot: TEST }, { path: '^(lib/[^/]+/server/|lib/composition\\.ts$|prisma/)' }),
    rule('server-never-imports-client', { path: '^lib/[^/]+/server/' }, { path: '^lib/[^/]+/client/' }),
    rule('repo-is-private-to-its-slice', { path: '^lib/([^/]+)/', pathNot: TEST }, { path: '\\.repo\\.ts$', pathNot: ['^lib/$1/', '^lib/audit/server/audit-event\\.repo\\.ts$'] }),
    rule('app-calls-use-cases-only', { path: '^app/', pathNot: TEST }, { path: '\\.(repo|adapter|controller)\\.ts$|^lib/composition' }),
    rule('lib-never-imports-ui', { path: '^lib/', pathNot: TEST }, { path: '^(app|components)/' }),
    rule('ui-kit-knows-no-domain', { path: '^components/ui/' }, { path: '^(lib/(?!platform/)|components/(?!ui/))' }),
    rule('dockerode-only-in-engine-adapters', { pathNot: ['^lib/environments/server/', TEST, '^e2e/', '^scripts/'] }, { path: '^node_modules/dockerode', dependencyTypesNot: ['type-only'] }),
    rule('prisma-only-in-repos', { pathNot: ['\\.repo\\.ts$', '^lib/platform/server/', '^prisma/', TEST] }, { path: '^(node_modules/@prisma|prisma/generated)/' }),
    rule('db-handle-only-in-repos', { pathNot: ['\\.repo\\.ts$', '^lib/platform/server/', '^lib/composition\\.ts$', TEST] }, { path: '^lib/platform/server/db\\.ts$' }),
    rule('recharts-only-in-charts', { pathNot: '^components/charts/' }, { path: '^node_modules/recharts' }),
    rule('no-test-code-in-production', { path: '^(app|components|lib)/', pathNot: TEST }, { path: TEST }),
    ...SLICES.slice(0, -1).map((slice, i) => rule(`slice-order-${slice}`, { path: `^lib/${slice}/`, pathNot: TEST }, { path: `^lib/(${SLICES.slice(i + 1).join('|')})/` })),
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, exclude: { path: '^(\\.next|prisma/generated/internal)' }, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] } },
};
