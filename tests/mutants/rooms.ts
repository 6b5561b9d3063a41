/** What is changed and which tests ought to notice: those of the room itself. */
export interface Room {
  name: string;
  sources: string[];
  tests: string[];
  /** How much of a run is drawn here. */
  share: number;
  /** How many of a hundred mutants the tests have to notice. */
  atLeast: number;
}

/** Only tests that take orders through the server in this process: what runs in another one is not changed. */
const testsOf = (rooms: string) => [`tests/sync-server/{${rooms}}/**/*.test.ts`];

export const ROOMS: readonly Room[] = [
  {
    name: 'src/domain',
    sources: ['src/domain/**/*.ts'],
    tests: ['tests/domain/**/*.test.ts'],
    share: 0.5,
    atLeast: 92
  },
  {
    name: 'authority',
    sources: ['sync-server/{authority,cases,order-work,orders,outbox}/**/*.ts'],
    tests: testsOf('authority,cases,order-work,orders,outbox,projector,support'),
    share: 0.2,
    atLeast: 80
  },
  {
    name: 'dispatch',
    sources: ['sync-server/dispatch/**/*.ts'],
    tests: testsOf('dispatch,authority,order-work'),
    share: 0.15,
    atLeast: 80
  },
  {
    name: 'billing',
    sources: ['sync-server/billing/**/*.ts'],
    tests: testsOf('billing,cases'),
    share: 0.15,
    atLeast: 80
  }
];
