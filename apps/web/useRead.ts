import type { Verb } from '@phaodai/kernel/contract.ts'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from './api.ts'

/** A read of the API as TanStack Query has it; the key is the verb's name and its input, so that everyone shares one answer. */
export const readOf = <V extends Verb>(verb: V, input: z.input<V['input']>) =>
  queryOptions({ queryKey: [verb.name, input], queryFn: ({ signal }) => call(verb, input, { signal }) })

export interface ReadOptions {
  enabled?: boolean
  /** Milliseconds between readings, where the page must follow work that runs on; false: no more. */
  every?: number | false
  /** Keeps the last answer on screen while another filter is read. */
  keep?: boolean
}

export const useRead = <V extends Verb>(
  verb: V,
  input: z.input<V['input']>,
  { enabled = true, every = false, keep = false }: ReadOptions = {},
) => useQuery({ ...readOf(verb, input), enabled, refetchInterval: every, ...(keep && { placeholderData: keepPreviousData }) })
