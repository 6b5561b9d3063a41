// All that the rest of the server may know of the demo. It is loaded at the start, only where DEMO
// is on: the composition roots import this file dynamically, and nothing else does (npm run lint).
export { frontDoor } from './front-door.ts';
export { keepDemo } from './keep-demo.ts';
export { seedDemo } from './seed-demo.ts';
export { DEMO_SIGN_INS } from './sign-ins.ts';
