// How the relay itself is, as far as it says so.

import type {ComponentChildren, JSX} from 'preact';
import type {Status} from 'relay-api';

import {confirmClock} from '../../acts/relay';
import {say, t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {AskButton} from '../../parts/notice';
import {Answer} from '../../parts/states';
import {At} from '../../parts/time';
import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';
import {Doors} from '../devices/doors';

function Fact({name, children}: {name: string; children: ComponentChildren}): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Clock({clock, now}: Status): JSX.Element {
  return clock.suspect === null
    ? <><Badge tone="good">{t('health.trusted')}</Badge> <At at={now} /></>
    : (
      <>
        <Badge tone="danger">{t('clock.not_trusted')}</Badge> <span class="said">{clock.suspect}</span>{' '}
        <AskButton wish={confirmClock}>{t('clock.confirm')}</AskButton>
      </>
    );
}

function Audit({audit}: Status): JSX.Element {
  return (
    <>
      {audit.trouble ? <Badge tone="danger">{t('audit.does_not_fit')}</Badge>
        : <Badge tone="good">{t('audit.fits')}</Badge>}{' '}
      <span class="said">
        {audit.trouble?.sentence ?? audit.head?.replace(/:(.{12}).*/, ':$1…') ?? t('audit.no_head')}
      </span>{' '}
      <a href={hrefTo('audit')}>{t('health.to_audit')}</a>
    </>
  );
}

function Rounds({feeds}: Status): JSX.Element {
  const failing = feeds.filter(({check}) => check && !check.succeeded);
  return failing.length ? (
    <>
      <Badge tone="danger">{t('health.failing', {count: failing.length})}</Badge>{' '}
      <span class="said">{failing.map((one) => one.feed).join(', ')}</span>
    </>
  ) : <Badge tone="good">{t('health.rounds_good')}</Badge>;
}

export function Health(): JSX.Element {
  return (
    <Answer asked={useStatus()}>
      {(status) => (
        <>
          <section class="card block" aria-labelledby="health-title">
            <h2 id="health-title">{t('settings.health')}</h2>
            <dl class="facts">
              <Fact name={t('health.clock')}><Clock {...status} /></Fact>
              <Fact name={t('audit.seal')}><Audit {...status} /></Fact>
              <Fact name={t('health.rounds')}><Rounds {...status} /></Fact>
              <Fact name={t('health.version')}>
                {status.version}{status.name ? <span class="faint"> {t('health.on', {name: status.name})}</span> : null}
              </Fact>
              <Fact name={t('health.policy')}>
                {say('health.revision', {revision: <a href={hrefTo('policy')}>{status.revision}</a>})}
              </Fact>
              <Fact name={t('health.people')}>
                {status.single_person
                  ? <><Badge tone="warning">{t('health.single')}</Badge> {t('health.single_what')}</>
                  : <Badge tone="good">{t('health.several')}</Badge>}
              </Fact>
            </dl>
          </section>
          <Doors doors={status.doors} />
        </>
      )}
    </Answer>
  );
}
