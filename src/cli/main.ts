#!/usr/bin/env node
// Plain enough for every Node that somebody may have: an old one has to get as far as the message.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  const edit = 'npm install node@24 puts one beside the package, which npx and the scripts of npm take';
  process.stderr.write(`kst: this is Node ${process.versions.node}, and kst-kit needs 22.18 or later: ${edit}\n`);
  process.exitCode = 2;
} else {
  // Compiled code is kept between runs: half of a quick proof's time is Node reading the sources. Loaded after this line.
  (await import('node:module')).enableCompileCache();
  await (await import('./process.ts')).start();
}
