// What belongs to whoever is signed in: his password, his second factor, his tokens for programs.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';

import {session} from '../../api/client';
import {roleText} from '../../entry/who';
import {t} from '../../messages/messages';
import {FactorCard} from './factor';
import {Once, type Secret} from './once';
import {PasswordCard} from './password';
import {TokensCard} from './tokens';

export function Own(): JSX.Element {
  const [secret, setSecret] = useState<Secret | null>(null);
  const roles = session.value?.roles ?? [];
  return (
    <>
      <p class="faint own-roles">
        {t('own.as', {name: session.value?.name ?? '', roles: roles.map(roleText).join(', ') || t('session.no_role')})}
      </p>
      <div class="own">
        <PasswordCard />
        <FactorCard shown={setSecret} />
      </div>
      <TokensCard shown={setSecret} />
      {secret ? <Once secret={secret} close={() => setSecret(null)} /> : null}
    </>
  );
}
