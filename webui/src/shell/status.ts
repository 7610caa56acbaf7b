// What the frame and most pages show: how things flow, with what is wrong, and how the relay is.

import {useEffect} from 'preact/hooks';
import type {Flow, Status} from 'relay-api';

import {type Asked, useAsked} from '../api/asked';
import {itIs} from '../clock';

function useTimely<T extends {now: string}>(asked: Asked<T>): Asked<T> {
  const said = asked.value?.now;
  useEffect(() => { if (said) itIs(said); }, [said]);
  return asked;
}

export const useFlow = (): Asked<Flow> => useTimely(useAsked<Flow>('flow', 'status', 'policy'));

export const useStatus = (): Asked<Status> => useTimely(useAsked<Status>('status', 'status', 'policy', 'devices'));
