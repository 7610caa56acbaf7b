// Who is signed in, as what, and until when; the way out.

import type {JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';

import {call, session} from '../api/client';
import type {Grant} from 'relay-api';
import {say, t, word} from '../messages/messages';
import {tell} from '../parts/outcome';
import {StillDialog} from '../parts/still';
import {At} from '../parts/time';
import {ThemeSwitch} from '../parts/theme';
import {signOut} from './standing';
import {isUnsaved} from './unsaved';

export function roleText({role: name, feed, group}: Pick<Grant, 'role' | 'feed' | 'group'>): string {
  const role = word('role', name);
  if (feed && group) return t('session.role_for_in', {role, feed, group});
  if (feed) return t('session.role_for', {role, feed});
  return group ? t('session.role_in', {role, group}) : role;
}

/** Closes what it is in when the focus or a click goes elsewhere. */
function useFold() {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const elsewhere = ({target}: Event) => {
      if (fold.current && !fold.current.contains(target as Node)) fold.current.open = false;
    };
    document.addEventListener('click', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('click', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, []);
  return fold;
}

export function Who(): JSX.Element | null {
  const fold = useFold();
  const [wants, setWants] = useState(false);
  const own = session.value;
  if (!own) return null;
  const out = async () => {
    setWants(false);
    const why = await signOut(() => call('session', undefined, 'DELETE'));
    if (why) tell(why);
  };
  return (
    <div class="person" id="person">
      <details class="who" id="who" ref={fold} onKeyDown={({key}) => {
        if (key === 'Escape' && fold.current) fold.current.open = false;
      }}>
        <summary><span class="unseen">{t('session.signed_in_as')} </span><bdi id="who-name">{own.name}</bdi></summary>
        <div class="card">
          <p class="hint" id="who-until">{say('session.until', {time: <At at={own.until} />})}</p>
          <ul id="who-roles" aria-label={t('session.roles')}>
            {own.roles.length ? own.roles.map((one) => <li key={roleText(one)}>{roleText(one)}</li>)
              : <li>{t('session.no_role')}</li>}
          </ul>
          <ThemeSwitch />
        </div>
      </details>
      <button type="button" class="quiet" id="sign-out" onClick={() => (isUnsaved() ? setWants(true) : void out())}>
        {t('session.sign_out')}
      </button>
      {wants ? (
        <StillDialog title={t('session.sign_out')} what={t('session.unsaved')} still={t('session.sign_out_still')}
            stay={() => setWants(false)} go={() => void out()} />
      ) : null}
    </div>
  );
}
