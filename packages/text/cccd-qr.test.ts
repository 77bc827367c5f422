import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCccdQr } from './cccd-qr.ts'

test('the QR of a CCCD fills name, birth, sex and address; another QR is none', () => {
  assert.deepEqual(readCccdQr('003080000001|300000001|Nguyễn Thị Khai|05021980|Nữ|Số 9, thôn Thử, Xã Thử|22022021'), {
    ...{ idNumber: '003080000001', oldNumber: '300000001', fullName: 'Nguyễn Thị Khai', bornOn: '1980-02-05', sex: 'female' },
    ...{ address: 'Số 9, thôn Thử, Xã Thử', issuedOn: '2021-02-22' },
  })
  assert.deepEqual(readCccdQr('003080000001||Trần Văn Thử|31021980|?||'), {
    ...{
      idNumber: '003080000001',
      oldNumber: null,
      fullName: 'Trần Văn Thử',
      bornOn: null,
      sex: null,
      address: null,
      issuedOn: null,
    },
  })
  for (const other of ['', 'https://vi.du', 'PD1.abc', '12345|x|y', '003080000001']) assert.equal(readCccdQr(other), null)
})
