// Which module may import which, held by `npm run lint` beside the borders in eslint.config.js:
// 1. no two modules need each other, types included but for those of src/domain;
// 2. the server's rooms import down, never round;
// 3. the demo is loaded at the start, where DEMO is on, and not otherwise.

/** From the bottom up: a room (a folder or file of sync-server) imports only what stands above it. */
const SERVER_ROOMS = [
  'clock.ts',
  'events.ts',
  'error-text.ts',
  'concurrency',
  'couch-engine',
  'store',
  'config',
  'notify',
  'people',
  'audit',
  'business',
  'texts',
  'outbox',
  'orders',
  'cases',
  'geocoding',
  'catalog',
  'dispatch',
  'projector',
  'authority',
  'order-work',
  'plugins',
  'deps.ts',
  'keep-running.ts',
  'passkeys',
  'sign-in',
  'door',
  'files',
  'booking',
  'storefront',
  'billing',
  'tracking',
  'support',
  'mail',
  'accounts',
  'applications',
  'reach',
  'staff',
  'set-up',
  'editing',
  'verify',
  'backup',
  'copy',
  'demo',
  'parts.ts',
  'app.ts',
  'main.ts'
];

/** What the app's features stand on, src/lib: each imports only what stands before it. */
const APP_SHARED = [
  'ui',
  'device',
  'words',
  'operator',
  'parts',
  'recording',
  'drafts',
  'fields',
  'live',
  'status',
  'passkeys',
  'staff'
];
const appRooms = (names) => `^src/lib/(?:${names.join('|')})/`;
const APP_FEATURE = `^src/lib/(?!(?:${APP_SHARED.join('|')}|paraglide|i18n)/)([^/]+)/`;

/** Every other folder of src/lib is a feature. Routes put features together and import any of them. */
const APP_RULES = [
  ...APP_SHARED.slice(0, -1).map((name, index) => ({
    name: `app-${name}-imports-down`,
    comment: 'Shared rooms of the app import down, never round.',
    severity: 'error',
    from: { path: appRooms([name]) },
    to: { path: appRooms(APP_SHARED.slice(index + 1)) }
  })),
  {
    name: 'app-shared-knows-no-feature',
    comment: 'What all features stand on knows none of them: hand it in from above.',
    severity: 'error',
    from: { path: appRooms(APP_SHARED) },
    to: { path: APP_FEATURE }
  },
  {
    name: 'app-features-by-their-public-file',
    comment:
      'Another feature is used through its public.ts; what several need belongs in a shared room.',
    severity: 'error',
    from: { path: APP_FEATURE },
    to: { path: APP_FEATURE, pathNot: ['^src/lib/$1/', '/public[.]ts$'] }
  }
];

const room = (name) =>
  `^sync-server/${name.replaceAll('.', '[.]')}${name.endsWith('.ts') ? '$' : '/'}`;
const anyOf = (names) => names.map(room).join('|');

const roomsImportDown = SERVER_ROOMS.slice(0, -1).map((name, index) => ({
  name: `${name}-imports-down`,
  comment:
    'Rooms import down, never round: what both need belongs below, or is handed in from above.',
  severity: 'error',
  from: { path: room(name) },
  // Loading the demo is held by rules of its own.
  to: { path: anyOf(SERVER_ROOMS.slice(index + 1)) }
}));

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module, or share a third.',
      severity: 'error',
      from: { pathNot: '^src/(?:lib/paraglide|domain)/' },
      to: { circular: true }
    },
    {
      name: 'no-cycles-of-rules',
      comment:
        'Types of the rules may speak of each other (an order of its assignments, a command of the order); code may not.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    ...roomsImportDown,
    {
      name: 'rooms-have-a-place',
      comment: 'A new room of the server needs its place in SERVER_ROOMS.',
      severity: 'error',
      from: {},
      to: { path: '^sync-server/', pathNot: anyOf(SERVER_ROOMS) }
    },
    {
      name: 'demo-only-by-its-door',
      comment:
        'The composition roots load demo/demo.ts; nothing else of the server knows the demo.',
      severity: 'error',
      from: { path: '^sync-server/', pathNot: '^sync-server/demo/' },
      to: { path: '^sync-server/demo/', pathNot: '^sync-server/demo/demo[.]ts$' }
    },
    {
      name: 'demo-only-where-it-is-on',
      comment: 'Demo data are loaded by a dynamic import where DEMO is on.',
      severity: 'error',
      from: { path: '^sync-server/', pathNot: '^sync-server/demo/' },
      to: { path: '^sync-server/demo/', dependencyTypesNot: ['dynamic-import'] }
    },
    ...APP_RULES
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'src/lib/paraglide'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: '.svelte-kit/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'node', 'import', 'default']
    }
  }
};
