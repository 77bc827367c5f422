import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { withClient } from '../db/bootstrap.ts'
import { describeSchema, schemaFile } from '../tools/schema.ts'
import { type TestApp, testApp } from './database.ts'
import { everyStatement, statementsOf } from './statements.ts'

/** Tables without facts or names: everyone may read them (or only their own functions do), so no row-level security. Each with its reason. */
const OPEN: Record<string, string> = {
  area: 'units of the country, public',
  area_successor: 'what became of units, public',
  body: 'bodies of the Party, the state and the Front, public',
  responsibility: 'which officer answers for which area, published on notice boards',
  migration: 'the state of the schema',
  instance: 'one row about the whole database',
  policy_order: 'public rules: by which document each counts',
  policy_pack: 'public rules',
  policy_withdrawal: 'public rules: which were withdrawn, and why',
  disease_profile: 'public rules',
  audit_seal: 'hashes only',
  epidemic_area: 'published lists of areas with an epidemic',
  level_decision: 'published orders: which level holds where, by which document',
  level_input: 'figures about units, typed in with their source; no person in them',
  dhis2_mapping: 'which code of the receiving system stands for which figure; no person in them',
  sweep: 'published orders: which area is swept from which day',
  sign_in_attempt: 'keyed hashes only, written before there is anyone to have a scope',
}

/** Tables whose rows are not distributed by commune; small, or reached only through functions. They still have row-level security. */
const UNDISTRIBUTED: Record<string, string> = {
  account: 'a user name is unique in the whole instance and looked up before any area is known',
  post: 'follows its account',
  session: 'found by its token alone, before any area is known',
  subject: 'who someone is has no area; reached only through audited functions',
}

/** Statements that only founding runs, as the database's superuser. */
const FOUNDING = [/^\s*insert into area_successor\b/, /^\s*insert into body\b/]

let t: TestApp
let tables: string[]
before(async () => {
  t = await testApp()
  tables = (
    await t.rows<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f') order by 1",
    )
  ).map((r) => r.name)
})
after(() => t.close())

const facts = () => tables.filter((name) => !(name in OPEN) && !(name in UNDISTRIBUTED))

test('the lists of exceptions name tables that exist', () => {
  for (const name of [...Object.keys(OPEN), ...Object.keys(UNDISTRIBUTED)]) assert.ok(tables.includes(name), name)
})

test('every fact has its commune, int and not null, in its primary key and in every unique constraint or index', async () => {
  const columns = new Set(
    (
      await t.rows<{ name: string }>(
        `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'commune_id' and a.attnotnull and a.atttypid = 'int4'::regtype and c.relnamespace = 'public'::regnamespace`,
      )
    ).map((r) => r.name),
  )
  const keys = await t.rows<{ name: string; key: string; main: boolean; columns: string[] }>(
    `select c.relname as name, i.relname as key, x.indisprimary as main,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey)) as columns
     from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where x.indisunique and c.relnamespace = 'public'::regnamespace`,
  )
  for (const name of facts()) {
    assert.ok(columns.has(name), `${name} has no commune_id int not null`)
    assert.ok(
      keys.some((k) => k.name === name && k.main),
      `${name} has no primary key`,
    )
    for (const k of keys.filter((k) => k.name === name))
      assert.ok(k.columns.includes('commune_id'), `${k.key} does not hold commune_id`)
  }
})

test('every table with facts or names has row-level security, forced on its owner too, and at least one policy', async () => {
  const found = await t.rows<{ name: string; enabled: boolean; forced: boolean; policies: number }>(
    `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  for (const { name, enabled, forced, policies } of found) {
    if (name in OPEN) assert.equal(enabled, false, `${name} is listed as open but has row-level security`)
    else assert.ok(enabled && forced && policies > 0, `${name}: enabled ${enabled}, forced ${forced}, policies ${policies}`)
  }
})

test('a policy compares columns of its row with settings; it never runs a query of its own', async () => {
  for (const { name, text } of await t.rows<{ name: string; text: string }>(
    `select polname as name, coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') as text from pg_policy`,
  )) {
    assert.doesNotMatch(text, /\bselect\b/i, name)
  }
})

test('facts have no triggers, serials, identities, generated columns, inheritance or foreign keys that leave the commune', async () => {
  assert.deepEqual(
    await t.rows(
      "select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not tgisinternal and c.relnamespace = 'public'::regnamespace",
    ),
    [],
  )
  assert.deepEqual(
    await t.rows('select inhrelid::regclass::text as name from pg_inherits where inhrelid::regclass::text = any ($1)', [tables]),
    [],
  )
  const numbered = await t.rows<{ name: string }>(
    `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
       and (a.attidentity <> '' or a.attgenerated <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval%')`,
  )
  assert.deepEqual(
    numbered.filter((n) => !(n.name in OPEN)),
    [],
  )
  const keys = await t.rows<{ name: string; from: string; to: string; columns: string[] }>(
    `select k.conname as name, k.conrelid::regclass::text as "from", k.confrelid::regclass::text as "to",
       array(select a.attname::text from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)) as columns
     from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
  )
  for (const k of keys) {
    if (facts().includes(k.to))
      assert.ok(k.columns.includes('commune_id') && !(k.from in OPEN), `${k.name} points from ${k.from} at facts of ${k.to}`)
  }
})

test('the plain role is nobody: no superuser, no way around row-level security, owner of nothing', async () => {
  const login = new URL(t.appUrl).username
  const roles = await t.rows(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname in ('phaodai_app', $1) order by rolname`,
    [login],
  )
  assert.equal(roles.length, 2)
  for (const role of roles as Record<string, unknown>[]) {
    const { rolname, ...powers } = role
    assert.ok(
      Object.values(powers).every((p) => p === false),
      `${rolname}: ${JSON.stringify(powers)}`,
    )
  }
  assert.deepEqual(
    await t.rows(
      `select d.objid from pg_shdepend d join pg_roles r on r.oid = d.refobjid where r.rolname in ('phaodai_app', $1) and d.deptype = 'o'`,
      [login],
    ),
    [],
  )
  const [member] = await t.rows<{ owner: boolean; create: boolean }>(
    `select pg_has_role($1, 'phaodai_owner', 'member') as owner, has_schema_privilege($1, 'public', 'create') as create`,
    [login],
  )
  assert.deepEqual(member, { owner: false, create: false })
})

test('the plain role adds to the audit log and can change or remove nothing in it, nor in its seals', async () => {
  for (const table of ['audit', 'audit_seal']) {
    for (const role of ['phaodai_app', 'phaodai_auditor', new URL(t.appUrl).username]) {
      const [may] = await t.rows<Record<string, boolean>>(
        `select has_any_column_privilege($1, $2, 'update') as update, has_table_privilege($1, $2, 'delete') as delete, has_table_privilege($1, $2, 'truncate') as truncate`,
        [role, table],
      )
      assert.deepEqual(may, { update: false, delete: false, truncate: false }, `${role} on ${table}`)
    }
  }
})

test('no table may be emptied or altered by the plain role; subject may not even be read', async () => {
  for (const table of tables) {
    const [may] = await t.rows<Record<string, boolean>>(
      `select has_table_privilege('phaodai_app', $1, 'truncate') as truncate, has_table_privilege('phaodai_app', $1, 'trigger') as trigger, has_table_privilege('phaodai_app', $1, 'references') as refs`,
      [table],
    )
    assert.deepEqual(may, { truncate: false, trigger: false, refs: false }, table)
  }
  assert.deepEqual(await t.rows(`select has_any_column_privilege('phaodai_app', 'subject', 'select') as may`), [{ may: false }])
})

test('a function that runs as its owner fixes its search path and is not open to everyone', async () => {
  const found = await t.rows<{ name: string; path: boolean; open: boolean }>(
    `select p.oid::regprocedure::text as name, exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%pg_temp') as path,
       exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as open
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef`,
  )
  assert.ok(found.length > 5)
  assert.deepEqual(
    found.filter((f) => !f.path || f.open),
    [],
  )
})

interface Column {
  name: string
  type: string
  optional: boolean
}

/** A made-up value of that type; ids, numbers and instants grow from column to column, as checks between columns expect. */
function valueFor(column: Column, n: number, checks: string): unknown {
  const allowed = new RegExp(`\\(${column.name} = ANY \\(ARRAY\\['([^']+)'`).exec(checks)?.[1]
  if (allowed) return allowed
  const values: Record<string, unknown> = {
    uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    integer: 1,
    text: 'x',
    boolean: true,
    jsonb: '{}',
    bytea: Buffer.from([n]),
    date: '2021-02-22',
    'timestamp with time zone': new Date(Date.UTC(2021, 1, 22) + n * 60_000).toISOString(),
    'timestamp(0) with time zone': new Date(Date.UTC(2021, 1, 22) + n * 60_000).toISOString(),
    numeric: 1,
    bigint: 1,
  }
  if (column.type.endsWith('[]')) return '{}'
  if (!(column.type in values)) throw new Error(`no made-up value for ${column.type}: add one here`)
  return values[column.type]
}

/** Puts one row into every table, foreign keys set aside. */
async function oneRowEach(client: pg.Client): Promise<void> {
  await client.query("set session_replication_role = 'replica'")
  for (const name of tables.filter((n) => !(n in OPEN))) {
    const { rows: columns } = await client.query<Column>(
      `select a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull or a.atthasdef as optional
       from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      [name],
    )
    const { rows: checks } = await client.query(
      "select string_agg(pg_get_constraintdef(oid), ' ') as text from pg_constraint where conrelid = $1::regclass and contype = 'c'",
      [name],
    )
    const needed = columns.filter((c) => !c.optional)
    const values = needed.map((c, n) => valueFor(c, n, checks[0]?.text ?? ''))
    await client.query(
      `insert into ${name} (${needed.map((c) => c.name).join(', ')}) values (${needed.map((_, i) => `$${i + 1}`).join(', ')})`,
      values,
    )
  }
  await client.query("set session_replication_role = 'origin'")
}

test('without a scope the plain role sees no row of any table with facts or names', async () => {
  await withClient(t.adminUrl, oneRowEach)
  await withClient(t.appUrl, async (client) => {
    for (const name of tables.filter((n) => !(n in OPEN))) {
      const [there] = await t.rows(`select 1 from ${name} limit 1`)
      assert.ok(there, `${name} has no row to hide`)
      const seen = await client
        .query(`select 1 from ${name} limit 1`)
        .catch((e: { code: string }) => (e.code === '42501' ? { rowCount: 0 } : Promise.reject(e)))
      assert.equal(seen.rowCount, 0, `${name} shows rows without a scope`)
    }
  })
})

test('the scanner finds statements with nested templates and holes', () => {
  const [found, ...more] = statementsOf(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text to be scanned
    "const a = 1\nf(sql`select ${b.map((x) => `${x}}`).join('}')}::int, '\\\\', ${'`'}`)",
    'x.ts',
  )
  assert.deepEqual(more, [])
  assert.deepEqual(found, { at: 'x.ts:2', text: "select $1::int, '\\', $2" })
})

test('every statement of the code prepares against the migrated schema', async () => {
  const statements = everyStatement()
  assert.ok(statements.length > 100)
  const wrong: string[] = []
  await withClient(t.adminUrl, async (client) => {
    for (const { at, text } of statements) {
      await client.query(`prepare s as ${text}`).then(
        () => client.query('deallocate s'),
        (e: Error) => wrong.push(`${at}: ${e.message}`),
      )
    }
  })
  assert.deepEqual(wrong, [])
})

test('the plain role holds the rights that the statements of the stores need', async (c) => {
  const [version] = await t.rows<{ v: number }>("select current_setting('server_version_num')::int as v")
  if (version!.v < 160000) return c.skip('EXPLAIN (GENERIC_PLAN) is of PostgreSQL 16; the same statements are checked on 18')
  const wrong: string[] = []
  await withClient(t.appUrl, async (client) => {
    for (const { at, text } of everyStatement()) {
      if (!/\.store\.ts:|packages\/kernel\//.test(at) || !/^\s*(select|insert|update|delete|with)\b/i.test(text)) continue
      if (FOUNDING.some((f) => f.test(text))) continue
      await client.query(`explain (generic_plan) ${text}`).catch((e: Error) => wrong.push(`${at}: ${e.message}`))
    }
  })
  assert.deepEqual(wrong, [])
})

test('db/schema.sql says what the migrations make: node tools/schema.ts writes it anew', async () => {
  const told = await withClient(t.adminUrl, describeSchema)
  assert.equal(readFileSync(schemaFile, 'utf8'), told)
})
