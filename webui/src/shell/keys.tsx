// What keys do on every page, where nobody is writing; the list of them, and the switch for who is in
// their way: a voice, say, that is heard as letters.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';
import {useEffect} from 'preact/hooks';

import {type PlainKey, t} from '../messages/messages';
import {pages} from '../pages';
import {Dialog} from '../parts/dialog';
import {undoLast} from '../parts/outcome';
import {goTo, hrefTo} from '../router';

const isOn = signal(true);
const isListed = signal(false);

const list = () => { isListed.value = true; };

const firstOf = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Where one writes what is sought on this page; else where one chooses it. */
const findField = () => firstOf('main [type=search]') ?? firstOf('main [role=search] input') ??
    firstOf('main [role=search] select');

const kKeys: readonly {key: string; does: PlainKey; act: () => void}[] = [
  {key: '/', does: 'keys.find', act: () => findField()?.focus()},
  {key: 'u', does: 'keys.undo', act: undoLast},
  {key: '?', does: 'keys.list', act: list},
];
const kToPage = 'g';          // The next key is a page's.

function isWriting(event: Event): boolean {
  const [at] = event.composedPath();  // The editor is in a shadow root.
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('input, select, textarea'));
}

let before = '';

/** What this key does after the one before it. */
function actOf(key: string): (() => void) | undefined {
  const page = before === kToPage ? pages.find((one) => one.key === key) : undefined;
  return page ? () => goTo(hrefTo(page.name)) : kKeys.find((one) => one.key === key)?.act;
}

function pressed(event: KeyboardEvent): void {
  const {key, ctrlKey, metaKey, altKey} = event;
  if (key === 'Shift') return;
  const isOurs = isOn.value && !ctrlKey && !metaKey && !altKey && !event.defaultPrevented &&
      !isWriting(event) && !document.querySelector('dialog[open]');
  const act = isOurs ? actOf(key) : undefined;
  before = isOurs && !act ? key : '';
  if (!act) return;
  event.preventDefault();     // The field that gets the focus does not get the key.
  act();
}

function Keys({keys, does}: {keys: readonly string[]; does: PlainKey}): JSX.Element {
  return <div><dt>{keys.map((one) => <kbd key={one}>{one}</kbd>)}</dt><dd>{t(does)}</dd></div>;
}

function KeyList(): JSX.Element {
  const close = () => { isListed.value = false; };
  return (
    <Dialog id="keys" title={t('keys.title')} onClose={close}>
      <dl class="keys">
        {kKeys.map(({key, does}) => <Keys key={key} keys={[key]} does={does} />)}
        {pages.map(({key, title}) => (key ? <Keys key={key} keys={[kToPage, key]} does={title} /> : null))}
      </dl>
      <p class="faint">{t('keys.where')}</p>
      <label>
        <input type="checkbox" checked={isOn.value}
            onChange={({currentTarget}) => { isOn.value = currentTarget.checked; }} />{' '}{t('keys.on')}
      </label>
      <div class="buttons">
        <button type="button" class="primary" data-first onClick={close}>{t('keys.close')}</button>
      </div>
    </Dialog>
  );
}

/** The button that lists the keys; they work for as long as it is there. */
export function KeysButton(): JSX.Element {
  useEffect(() => {
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <button type="button" class="small quiet keys-button" aria-label={t('keys.title')} onClick={list}>?</button>
      {isListed.value ? <KeyList /> : null}
    </>
  );
}
