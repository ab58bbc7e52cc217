import next from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';
import tseslint from 'typescript-eslint';

const SHELL = 'Product code starts no shell: what a tenant names must never reach one.';

export default tseslint.config(
  { ignores: ['.next/**', 'node_modules/**', '.gantry/**', 'prisma/generated/**', 'next-env.d.ts', 'test-results/**', 'playwright-report/**', 'public/**'] },
  ...next,
  ...nextTypescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-useless-catch': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // react-virtual's hook is meant to be called as it is; sign-in leaves by a whole page load on purpose.
      'react-hooks/incompatible-library': 'off',
      '@next/next/no-location-assign-relative-destination': 'off',
      'no-restricted-syntax': ['error', { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is shown as text.' }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Playwright's fixtures call a function named `use`, which is no hook.
  { files: ['e2e/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  {
    files: ['app/**', 'components/**', 'lib/**'],
    // Under root, Postgres needs a system user, and images are made of Debian's packages; both take no word from outside.
    ignores: ['**/*.test.ts', '**/*.test.tsx', 'lib/testing/**', 'lib/platform/server/postgres-user.ts', 'lib/environments/server/collect-program.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'node:child_process', message: SHELL }, { name: 'child_process', message: SHELL }] }],
      'no-console': 'error',
    },
  },
);
