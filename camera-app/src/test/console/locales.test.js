// Both languages have the same texts with the same values.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const CONSOLE = new URL('../../main/resources/console/', import.meta.url);
const [en, zh] = await Promise.all(
  ['en', 'zh'].map(async (tag) => {
    const text = readFileSync(new URL(`locales/${tag}.js`, CONSOLE), 'utf8');
    return (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)).default;
  }),
);
const valuesIn = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test('the languages have the same texts', () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, text] of Object.entries(en)) {
    assert.deepEqual(valuesIn(zh[key]), valuesIn(text), key);
    assert.ok(zh[key] && text, key);
  }
});

test('each text that a module names is there', () => {
  const modules = ['.', 'lib', 'pages'].flatMap((folder) =>
    readdirSync(new URL(folder, CONSOLE))
      .filter((name) => name.endsWith('.js'))
      .map((name) => `${folder}/${name}`),
  );
  for (const name of modules) {
    const source = readFileSync(new URL(name, CONSOLE), 'utf8');
    for (const [, key] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
      assert.ok(key in en, `${name}: ${key}`);
    }
  }
});
