import { testApp } from '../../test/database.ts'
import { inTransaction } from '@phaodai/kernel/sql.ts'
import { setScope } from '@phaodai/kernel/scope.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { fakeCccd, fakePhone } from '@phaodai/text/ids.ts'
import { sealSubject } from './people.numbers.ts'
import * as S from './people.store.ts'
import { duplicates } from './duplicates.commands.ts'
import { register } from './people.commands.ts'
import { list, search, show } from './people.reads.ts'
const t = await testApp()
try {
const district = await t.post('district', '293'), commune = await t.post('commune', '10783'), prov = await t.post('operator', '30')
const cs = (await t.rows<{a:number}>(`select area_id as a from area where tier='commune' and province_code='30' and valid_until is not null order by 1`)).map(r=>r.a)
const given = ['Hùng','Hưng','Lan','An','Anh','Thủy','Thúy','Hòa','Nam','Mai','Bình','Dũng'], mid=['Văn','Thị','Đức','Hữu','Thanh','Minh','Ngọc','Quang'], sur=['Nguyễn','Trần','Lê','Phạm','Vũ','Bùi','Đỗ']
const clock = async <T>(w: string, f: () => Promise<T>) => { const s = performance.now(); const r = await f(); console.log(w, Math.round(performance.now()-s), 'ms'); return r }
const ids = Array.from({length:100_000},()=>newId())
const pick = <T>(a: T[], n: number) => a[Math.floor(n)%a.length]!
await inTransaction(t.app.pool, async (db) => {
  await setScope(db, prov.postId, '2021-02-22')
  const subs = await clock('seal', async()=>ids.map((id,i)=>sealSubject(t.app.secrets,id,{id:{kind:'cccd',number:fakeCccd(i)},phone:fakePhone(Math.floor(i/4))})))
  await clock('put', ()=>S.putSubjects(db, subs, '2021-02-22T00:00:00Z'))
  await clock('insert', ()=>S.insertPersons(db, ids.map((id,i)=>({communeId: pick(cs, i/430), personId:id, subjectId:id, code:'X'+i, fromOn:'2021-02-22', fullName:`${pick(sur,i*7919%101)} ${pick(mid,i*31%103)} ${pick(given,i*17%107)}`, birthYear:1940+i*13%75, birthMonth: 1+i%12, birthDay: 1+i*5%28, source:'b', createdAt:'2021-02-22T00:00:00Z', opId:id}))))
})
await t.rows('analyze')
const inDb = <T>(f:(db:any)=>Promise<T>)=>inTransaction(t.app.pool, async db=>{await setScope(db, prov.postId,'2021-02-22'); return f(db)})
await clock('canonicalOf 100k', ()=>inDb(db=>S.canonicalOf(db, ids)))
await clock('currentPersons 100k', ()=>inDb(db=>S.currentPersons(db, ids)))
await clock('mates 10', ()=>inDb(db=>S.listHouseholdMates(db, ids.slice(0,10))))
await clock('register commune', ()=>commune.as(register,{fullName:'Nguyễn Văn Hùng', birth:{year:1985}, phone: fakePhone(3)}))
const r = await clock('register prov', ()=>prov.as(register,{communeId: commune.area.areaId, fullName:'Nguyễn Văn Hùng', birth:{year:1985}, phone: fakePhone(3)}))
console.log(r.duplicates)
await clock('search prov accents', ()=>prov.as(search,{q:'Nguyễn Văn Hưng'}))
await clock('search commune', ()=>commune.as(search,{q:'nguyen van hung'}))
await clock('search cccd', ()=>commune.as(search,{q:fakeCccd(5)}))
await clock('show', ()=>prov.as(show,{subjectId:ids[5]!}))
await clock('list prov', ()=>prov.as(list,{}))
await clock('list commune', ()=>commune.as(list,{}))
console.log((await clock('dups commune', ()=>commune.as(duplicates,{}))).proposals.length)
console.log((await clock('dups district', ()=>district.as(duplicates,{}))).proposals.length)
console.log((await clock('dups prov', ()=>prov.as(duplicates,{}))).proposals.length)
} finally { await t.close() }
