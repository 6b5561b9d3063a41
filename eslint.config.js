import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Borders between the rooms of the house: the message says where the code belongs. */
const border = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] }
});
const NO_SERVER = {
  regex: 'sync-server',
  message:
    'src never imports sync-server (it would ship to the browser): shared rules belong in src/domain.'
};

const NO_APP = {
  regex: '(\\$lib|src/lib|src/routes)',
  message: 'sync-server never imports the app: shared rules belong in src/domain.'
};
/** The engine knows nothing of the product: nothing above its folder, none of its aliases. */
const ownPackage = (depth) => ({
  regex: `^(#|\\$lib|${'\\.\\./'.repeat(depth)}\\.\\./)`,
  message:
    'couch-engine imports only node, npm and itself: pass in what it needs; what knows the product belongs in sync-server/store.'
});

export default tseslint.config(
  {
    ignores: [
      'build/',
      'data/',
      '.svelte-kit/',
      'src/lib/paraglide/',
      'test-results/',
      'playwright-report/',
      '**/*.min.js'
    ]
  },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-console': ['error', { allow: ['warn', 'error', 'info'] }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/consistent-type-imports': 'off',
      // A schema's type gets a name of its own: it is what the compiler then says.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' }
      ],
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig }
    }
  },
  {
    files: [
      'src/domain/**/*.ts',
      'sync-server/**/*.ts',
      'tests/{domain,contract,couch-engine,sync-server,sync,support,bench}/**/*.ts'
    ],
    languageOptions: {
      parserOptions: {
        project: './sync-server/tsconfig.json',
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: { '@typescript-eslint/no-floating-promises': 'error' }
  },
  {
    files: ['src/{lib,routes}/**/*.{ts,svelte}'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    // A promise that nobody awaits loses work: where that is meant, a catch tells somebody.
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'UnaryExpression[operator="void"] > CallExpression:not([callee.property.name="catch"])',
          message: 'A bare void loses what goes wrong: end it with a catch that tells somebody.'
        }
      ]
    }
  },
  border(
    ['src/domain/**/*.ts'],
    [
      NO_SERVER,
      {
        regex: '^(?!\\.{1,2}/|zod/mini$)',
        message:
          'src/domain imports only itself and zod/mini: pass in what it needs, I/O belongs in src/lib/device or sync-server.'
      }
    ]
  ),
  border(
    ['src/domain/text/*.ts'],
    [
      NO_SERVER,
      {
        regex: '^(?!\\.{1,2}/|zod/mini$|libphonenumber-js/min$|ibantools$)',
        message:
          'src/domain/text imports itself, zod/mini and the two libraries that know numbers (decisions/0001): pass in anything else.'
      }
    ]
  ),
  border(
    ['src/lib/ui/**'],
    [
      NO_SERVER,
      {
        regex: '^(#domain|\\$lib/(?!ui/))',
        message:
          'src/lib/ui knows no domain word: a component that does belongs in src/lib/<feature>.'
      }
    ]
  ),
  border(
    ['src/{lib/!(ui),routes}/**', 'src/*.ts'],
    [
      NO_SERVER,
      {
        regex: '^zod$',
        message: "Import 'zod/mini': full zod is three times the size and needs eval."
      }
    ]
  ),
  border(
    ['sync-server/**/*.ts'],
    [
      NO_APP,
      {
        regex: 'couch-engine/(?!engine\\.ts$)',
        message:
          'Only couch-engine/engine.ts is public: speak HTTP to the engine, or export what you need there.'
      }
    ]
  ),
  border(['sync-server/couch-engine/*.ts'], [ownPackage(0)]),
  border(['sync-server/couch-engine/*/*.ts'], [ownPackage(1)]),
  border(['sync-server/couch-engine/*/*/*.ts'], [ownPackage(2)]),
  border(
    ['sync-server/couch-engine/!(http|exchange)/*.ts'],
    [
      ownPackage(1),
      {
        regex: '/(http|exchange)/',
        message:
          'What stores and finds knows no HTTP: errors belong in errors/, what reads a request in exchange/ or http/.'
      }
    ]
  )
);
