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
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      'no-useless-catch': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'react/no-danger': 'error',
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
  {
    files: ['app/**', 'components/**', 'lib/**'],
    ignores: ['**/*.test.ts', '**/*.test.tsx', 'lib/testing/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'node:child_process', message: SHELL }, { name: 'child_process', message: SHELL }] }],
      'no-console': 'error',
    },
  },
);
