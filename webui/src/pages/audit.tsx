// Who did what: found by filters that a link carries; and whether anybody has changed what was written.

import type {JSX} from 'preact';
import type {AuditHeads} from 'relay-api';

import {useAsked} from '../api/asked';
import {t} from '../messages/messages';
import {Answer} from '../parts/states';
import type {Route} from '../router';
import {AuditList} from './audit/list';
import {Seal} from './audit/seal';
import {Sieve} from './audit/sieve';

export default function Audit({route}: {route: Route}): JSX.Element {
  const heads = useAsked<AuditHeads>('audit/heads', 'audit', 'status');
  return (
    <>
      <div class="page-head"><h1>{t('nav.audit')}</h1></div>
      <Answer asked={heads}>{(value) => <Seal heads={value} />}</Answer>
      <section class="card" aria-labelledby="audit-title" id="audit">
        <div class="block-head"><h2 id="audit-title">{t('audit.title')}</h2></div>
        <Sieve query={route.query} />
        <AuditList query={route.query} />
      </section>
    </>
  );
}
