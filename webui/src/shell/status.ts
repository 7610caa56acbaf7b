// The relay's status, which the frame and most pages show.

import {useEffect} from 'preact/hooks';

import {type Asked, useAsked} from '../api/asked';
import type {Status} from 'relay-api';
import {itIs} from '../clock';

export function useStatus(): Asked<Status> {
  const asked = useAsked<Status>('status', 'status', 'policy', 'devices');
  const said = asked.value?.now;
  useEffect(() => { if (said) itIs(said); }, [said]);
  return asked;
}
