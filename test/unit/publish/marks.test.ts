import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { writeMarkdown } from '../../../src/core/exchange/writing/writeMarkdown';
import type { MarkedNames } from '../../../src/core/publish/marks/mark';
import { findMarks } from '../../../src/core/publish/marks/findMarks';
import { markedPlaces } from '../../../src/core/publish/marks/markedText';
import { shownText, textForms } from '../../../src/core/publish/marks/shownText';
import { escapeHtml } from '../../../src/core/publish/html/markup';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { closedTask } from '../../fixtures/tasks';

const none: MarkedNames = { clients: [], leftOut: [], hosts: [] };
const names = { clients: ['ACME', 'Blue Harbor'], leftOut: ['Rewrite the vault'], hosts: ['anvil-7'] };

function found(text: string, given = none): readonly string[] {
  return findMarks(text, given).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

const marked: readonly (readonly [text: string, mark: string])[] = [
  ['Rotate sk-ant-api03-abcdefghijklmnop now', 'secret: sk-ant-api03-abcdefghijklmnop'],
  ['push with ghp_0123456789abcdefABCDEF0123456789abcd', 'secret: ghp_0123456789abcdefABCDEF0123456789abcd'],
  ['AKIAIOSFODNN7EXAMPLE leaked', 'secret: AKIAIOSFODNN7EXAMPLE'],
  ['set PASSWORD=hunter2!', 'secret: PASSWORD=hunter2'],
  ['password: hunter2', 'secret: hunter2'],
  ['api_key = abc123def', 'secret: abc123def'],
  ['curl -H "Authorization: Bearer abc.def-123456"', 'secret: abc.def-123456'],
  ['clone https://me:s3cret@git.example.org/x', 'secret: https://me:s3cret@git.example.org/x'],
  ['key 9f86d081884c7d659a2feaa0c55ad015', 'secret: 9f86d081884c7d659a2feaa0c55ad015'],
  ['token xK9fQ2mZ7pL4vN8rT1wY6bC3', 'secret: xK9fQ2mZ7pL4vN8rT1wY6bC3'],
  [
    '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END',
    'secret: -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END '.trimEnd(),
  ],
  ['Answer jane.doe@example.org.', 'email: jane.doe@example.org'],
  ['<jane@mail.example.com>', 'email: jane@mail.example.com'],
  ['Clean /home/jane/work/shop', 'path: /home/jane/work/shop'],
  ['in /Users/jane/shop,', 'path: /Users/jane/shop'],
  [String.raw`open C:\Users\jane\shop`, String.raw`path: C:\Users\jane\shop`],
  ['--data=~/records', 'path: ~/records'],
  ['Move db.corp.internal', 'host: db.corp.internal'],
  ['Redirect https://shop.example.org/cart', 'host: shop.example.org'],
  ['Fix example.com (again)', 'host: example.com'],
  ['Ping 10.0.12.7:8080', 'host: 10.0.12.7'],
  ['Deploy to api.shop.dev', 'host: api.shop.dev'],
];

const unmarked: readonly string[] = [
  'Refresh the token of the session',
  'Fix readme.md, main.rs and socket.io in Node.js',
  'Bump to 1.2.3 and 10.4',
  'Revert 0f9a2b7c4d5e6f708192a3b4c5d6e7f801234567',
  'Use Array.at and System.Net',
  'Serve /home and /users as pages',
  'ADR-0031: GetUserByEmailAddressAsync',
  'a@b, @jane, #12 and jane@',
  'Raise coverage from 61.5% to 80%, 4,129,000 tokens',
  'path/to/home/page',
  'Secret santa: draw names',
  'e.g. this and that, i.e. those',
];

describe('Places that may not be meant for others', () => {
  for (const [text, mark] of marked) {
    it(`are marked: ${text.slice(0, 50)}`, () => assert.deepEqual(found(text), [mark]));
  }

  for (const text of unmarked) {
    it(`are none in “${text}”`, () => assert.deepEqual(found(text), []));
  }

  it('are names of clients, of this machine and of tasks that were left out, as whole words', () => {
    assert.deepEqual(
      found('acme and Acmes; BLUE HARBOR’s site on anvil-7, after “rewrite the vault”', names),
      ['client: acme', 'client: BLUE HARBOR', 'host: anvil-7', 'leftOut: rewrite the vault'],
    );
  });

  it('are in order and apart from each other in any text', () => {
    const pieces = fc.constantFrom(
      'ACME',
      '/home/x',
      '@',
      'a.com',
      ' ',
      '://',
      'sk-',
      '=',
      'password',
      '0'.repeat(9),
      'İ',
      '-----BEGIN ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of findMarks(text, names)) {
          assert.ok(last <= start && start < end && end <= text.length, text);
          last = end;
        }
      }),
    );
  });

  it('are found behind the signs of each form, where they stand in it', () => {
    const title = 'Write to jane_doe@example.org | see https://ab.example.org/';
    const markdown = writeMarkdown(dayRecord('2026-04-19', [closedTask(1, 1, 1, { title })]), {
      includePrivate: true,
      rowDecimals: 1,
    });
    const places = markedPlaces(markdown, 'markdown', none);
    assert.deepEqual(
      places.map(({ kind, line, shown }) => [kind, line, shown]),
      [
        ['email', 5, 'jane_doe@example.org'],
        ['host', 5, 'ab.example.org'],
      ],
    );
    const [email] = places;
    assert.equal(markdown.slice(email?.start, email?.end), String.raw`jane\_doe@<!-- -->example.org`);
    const html = `<style>a{b:url(x.com)}</style><p title="x">${escapeHtml("“o'neil@example.org” & co")}</p>`;
    assert.deepEqual(
      markedPlaces(html, 'html', none).map(({ start, end }) => html.slice(start, end)),
      ['neil@example.org'],
    );
    const json = JSON.stringify({ title: String.raw`C:\Users\jane` });
    assert.deepEqual(
      markedPlaces(json, 'json', none).map(({ shown, start, end }) => [shown, json.slice(start, end)]),
      [[String.raw`C:\Users\jane`, String.raw`C:\\Users\\jane`]],
    );
  });

  it('keep no more of a secret in a message than finds it again', () => {
    const [place] = markedPlaces('sk-ant-api03-abcdefghijklmnop', 'plain', none);
    assert.equal(place?.shown, 'sk-a…');
  });
});

describe('The text that a reader sees', () => {
  it('has a place for each of its characters, in any form of any text', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'<>&;"\\\'u0a#-! \n'.split(''), '&amp;', '<!-- -->', '<style'),
    });
    fc.assert(
      fc.property(text, fc.constantFrom(...textForms), (source, form) => {
        const shown = shownText(source, form);
        let last = -1;
        for (let index = 0; index <= shown.text.length; index += 1) {
          assert.ok(shown.at(index) >= last && shown.at(index) <= source.length);
          last = shown.at(index);
        }
      }),
    );
  });
});
