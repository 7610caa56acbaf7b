// What a release is, who signed it, and what was checked.

import type {JSX} from 'preact';
import type {Release} from 'relay-api';

import {say, t, word} from '../../messages/messages';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

export function Evidence({feed, release, before}: {
  feed: string; release: Release; before: Release | undefined;
}): JSX.Element {
  const evidence = word('evidence', release.evidence);
  const facts: [string, JSX.Element | string][] = [
    [t('release.first_seen'), <When at={release.first_seen} />],
    [t('release.vendor_time'), release.vendor_time ? <When at={release.vendor_time} /> : t('release.not_said')],
    [t('release.evidence'), release.evidence_detail
      ? t('release.evidence_detail', {evidence, detail: release.evidence_detail}) : evidence],
    [t('release.expires'), release.expires_at ? <When at={release.expires_at} /> : t('release.never')],
    [t('release.class'), word('class', release.class)],
    [t('release.content'), <code>{release.tree}</code>],
  ];
  return (
    <section class="card block" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{t('release.what')}</h2>
      {release.standing_reason ? (
        <p class="said">
          {t('release.standing_reason', {
            standing: word('standing', release.standing), reason: release.standing_reason,
          })}
        </p>
      ) : null}
      <dl class="facts">
        {facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}
      </dl>
      {before ? (
        <p>{say('release.before', {
          version: <a class="version" href={hrefTo('release', [feed, before.version])}>{before.version}</a>,
        })}{before.tree === release.tree ? <span> {t('release.same')}</span> : null}</p>
      ) : <p class="faint">{t('release.first')}</p>}
    </section>
  );
}
