// How the relay itself is, as far as it says so.

import type {ComponentChildren, JSX} from 'preact';
import type {Health as Machine, Status} from 'relay-api';

import {may, operates} from '../../acts/may';
import {confirmClock} from '../../acts/relay';
import {useAsked} from '../../api/asked';
import {say, t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {bytes} from '../../parts/bytes';
import {AskButton} from '../../parts/notice';
import {Answer} from '../../parts/states';
import {Exact, When} from '../../parts/time';
import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';
import {Doors} from '../devices/doors';
import {Certificates, Databases, DiskCard, Rounds} from './machine';

function Fact({name, wide = false, children}: {
  name: string; wide?: boolean; children: ComponentChildren;
}): JSX.Element {
  return <div class={wide ? 'wide' : undefined}><dt>{name}</dt><dd>{children}</dd></div>;
}

function Clock({clock, now}: Status): JSX.Element {
  return clock.suspect === null
    ? <><Badge tone="good">{t('health.trusted')}</Badge> <Exact at={now} /></>
    : (
      <>
        <Badge tone="danger">{t('clock.not_trusted')}</Badge> <span class="said">{clock.suspect}</span>{' '}
        {may(operates) ? <AskButton wish={confirmClock}>{t('clock.confirm')}</AskButton> : null}
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

/** What is true of the program as it runs; its machine may not say it. */
function Running({machine}: {machine: Machine | undefined}): JSX.Element | null {
  if (!machine) return null;
  return (
    <>
      <Fact name={t('health.started')}><When at={machine.started} /></Fact>
      <Fact name={t('health.memory')}>
        {machine.memory === null ? t('health.not_said') : bytes(machine.memory)}
      </Fact>
    </>
  );
}

export function Health(): JSX.Element {
  const machine = useAsked<Machine>('health', 'status', 'devices');
  return (
    <Answer asked={useStatus()}>
      {(status) => (
        <>
          <section class="card block" aria-labelledby="health-title">
            <h2 id="health-title">{t('settings.health')}</h2>
            <dl class="facts">
              <Fact name={t('health.clock')}><Clock {...status} /></Fact>
              <Fact name={t('audit.seal')}><Audit {...status} /></Fact>
              <Fact name={t('health.version')}>
                {status.version}{status.name ? <span class="faint"> {t('health.on', {name: status.name})}</span> : null}
              </Fact>
              <Fact name={t('health.policy')}>
                {say('health.revision', {revision: <a href={hrefTo('policy')}>{status.revision}</a>})}
              </Fact>
              <Running machine={machine.value} />
              <Fact name={t('health.people')} wide={status.single_person}>
                {status.single_person
                  ? <><Badge tone="warning">{t('health.single')}</Badge> {t('health.single_what')}</>
                  : <Badge tone="good">{t('health.several')}</Badge>}
              </Fact>
            </dl>
          </section>
          <Answer asked={machine}>
            {({disk, databases, doors}) => (
              <>
                <div class="own"><DiskCard disk={disk} /><Databases databases={databases} /></div>
                <Certificates doors={doors} />
              </>
            )}
          </Answer>
          <Rounds feeds={status.feeds} />
          <Doors doors={status.doors} />
        </>
      )}
    </Answer>
  );
}
