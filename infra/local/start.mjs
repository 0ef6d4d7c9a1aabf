// The first file of `npm start`, in words that every Node understands: an old one must be able to say why it can't go on.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    'Reintegra wymaga Node.js 24 lub nowszego, a tu działa ' +
      process.version +
      '. Uruchom ją poleceniem „npm start” po „npm ci” (na Linuksie x64 przynosi ono właściwą wersję) albo zainstaluj Node.js 24.',
  );
  process.exit(1);
}
import('node:module').then((module) => {
  module.enableCompileCache(new URL('../../.build/compiled', import.meta.url).pathname);
  return import('./start.ts');
});
