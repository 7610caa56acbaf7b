// One's own tokens for programs.

import type {JSX} from 'preact';
import type {Token, TokenMade, Tokens} from 'relay-api';

import {usePaged} from '../../api/paged';
import {t, word} from '../../messages/messages';
import {type Wish} from '../../parts/ask';
import {AskButton} from '../../parts/notice';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';
import type {Secret} from './once';

const kScopes = ['look', 'operate', 'policy', 'enrol', 'check', 'audit'] as const;

const revoke = ({number, name}: Token, done: () => void): Wish => ({
  title: t('token.revoke_ask', {name}), what: t('token.revoke_what'), button: t('token.revoke'), stop: true,
  undo: null,
  path: `session/tokens/${number}`, method: 'DELETE', done,
});

const make = (shown: (secret: Secret) => void, done: () => void): Wish => ({
  title: t('token.make_ask'), what: t('token.make_what'), button: t('token.make'),
  undo: t('undo.token'),
  more: [
    {name: 'name', label: t('token.name'), hint: t('token.name_hint'), needed: true},
    {name: 'scopes', label: t('token.scopes'), many: true,
     of: kScopes.map((value) => ({value, label: word('scope', value)}))},
    {name: 'days', label: t('token.days'), hint: t('token.days_hint'), needed: true, value: '90'},
  ],
  path: 'session/tokens',
  body: ({name, scopes, days, reason}) => ({
    name, reason, days: Number(days), scopes: (scopes ?? '').split(',').filter(Boolean),
  }),
  done: (answer) => {
    const {sentence, token} = answer as TokenMade;
    shown({title: t('token.made'), sentence, label: t('token.token'), text: token});
    done();
  },
});

export function TokensCard({shown}: {shown: (secret: Secret) => void}): JSX.Element {
  const {rows, problem, more, again, broken} = usePaged<Tokens, Token>('session/tokens', (one) => one.tokens, 'people');
  const anew = () => void again();
  const columns: Column<Token>[] = [
    {key: 'name', title: t('token.name'), head: true, cell: ({name}) => name},
    {key: 'scopes', title: t('token.scopes'), cell: ({scopes}) => scopes.map((one) => word('scope', one)).join(', ')},
    {key: 'until', title: t('token.until'), cell: ({until}) => <When at={until} />},
    {key: 'acts', title: t('settings.acts'), cell: (token) => (
      <AskButton kind="stop-here" label={t('token.revoke_label', {name: token.name})}
          wish={() => revoke(token, anew)}>{t('token.revoke')}</AskButton>
    )},
  ];
  return (
    <section class="card" aria-labelledby="tokens-title" id="tokens">
      <div class="block-head">
        <h2 id="tokens-title">{t('token.title')}</h2>
        <AskButton wish={() => make(shown, anew)}>{t('token.make')}</AskButton>
      </div>
      {rows?.length ? (
        <Table label={t('token.title')} columns={columns} rows={rows} more={more} broken={broken}
            keyOf={(row) => String(row.number)} />
      ) : (
        <div class="inner">
          {rows ? <Empty>{t('token.none')}</Empty> : problem ? <Failed problem={problem} again={again} /> : <Loading />}
        </div>
      )}
    </section>
  );
}
