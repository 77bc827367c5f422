import type { Verb } from '@phaodai/kernel/contract.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call } from './api.ts'

/** Rows of one request, and how many are fetched before the reader is asked. */
const PAGE = 1000
const STEP = 5000

export interface WholeList<Row> {
  rows: readonly Row[]
  /** Rows that the server counts; null until it has answered. */
  total: number | null
  /** The first answer, for what else it says. */
  first: unknown
  loading: boolean
  error: Error | null
  retry: () => void
  /** Fetches the next few thousand; null where all are here, or on their way. */
  more: (() => void) | null
  /** When the newest rows were read (ms, this machine). */
  readAt: number
}

interface At {
  area: number
  offset: number
  /** Rows of the areas before. */
  before: number
}

/**
 * A list fetched page after page (a thousand rows each) until it is here whole, so that filter, order and export work on all of it; after
 * each five thousand the reader is asked. With several areas, theirs one after the other. `verb` takes limit and offset, and answers
 * { total, rows }.
 */
export function useWholeList<Row>(
  verb: Verb,
  input: Readonly<Record<string, string | undefined>>,
  areaIds: readonly string[] = [],
): WholeList<Row> {
  type Answer = { total: number; rows: Row[] }
  const query = useInfiniteQuery({
    queryKey: [verb.name, 'all', input, areaIds],
    initialPageParam: { area: 0, offset: 0, before: 0 } as At,
    queryFn: ({ pageParam, signal }) => {
      const areaId = areaIds[pageParam.area]
      const asked = { ...input, ...(areaId && { areaId }), limit: PAGE, offset: pageParam.offset }
      return call(verb, asked as never, { signal }) as Promise<Answer>
    },
    getNextPageParam: (last, _, at): At | undefined => {
      if (at.offset + last.rows.length < last.total && last.rows.length > 0)
        return { ...at, offset: at.offset + last.rows.length }
      return at.area + 1 < areaIds.length ? { area: at.area + 1, offset: 0, before: at.before + last.total } : undefined
    },
    placeholderData: keepPreviousData,
  })
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query
  const rows = useMemo(() => data?.pages.flatMap((p) => p.rows) ?? [], [data])
  const [upTo, setUpTo] = useState(STEP)
  const due = rows.length < upTo
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && due) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, due, fetchNextPage])
  const lastAt = data?.pageParams.at(-1) as At | undefined
  // With several areas the sum is known when the last of them has answered.
  const summed = lastAt !== undefined && lastAt.area >= areaIds.length - 1
  const total = data && summed ? lastAt.before + (data.pages.at(-1)?.total ?? 0) : null
  return {
    rows,
    total,
    first: data?.pages[0],
    loading: isFetching,
    error: query.error,
    retry: () => void (data ? fetchNextPage() : query.refetch()),
    more: hasNextPage && !isFetching && !due ? () => setUpTo((was) => was + STEP) : null,
    readAt: query.dataUpdatedAt,
  }
}

/** A list that one answer holds whole, for pages of lists; ordered where an order is given. */
export function oneList<Row>(
  read: {
    data: { total: number; rows: readonly Row[] } | undefined
    error: Error | null
    isFetching: boolean
    dataUpdatedAt: number
    refetch: () => unknown
  },
  order?: (a: Row, b: Row) => number,
): WholeList<Row> {
  const rows = read.data?.rows ?? []
  return {
    rows: order ? [...rows].sort(order) : rows,
    total: read.data?.total ?? null,
    first: read.data,
    loading: read.isFetching,
    error: read.error,
    retry: () => void read.refetch(),
    more: null,
    readAt: read.dataUpdatedAt,
  }
}
