/** The project that this repository is: the Known Servers Table, with spec/ and reports/ beside this file. */
export { knownServersTable as default } from './src/kst/specification.ts';
