import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Column encryption for identity numbers and phones. The keys live outside the database (a file of mode 600, or PHAODAI_KEY).
 * AES-256-GCM with a random nonce (NIST SP 800-38D); equality is searched by a blind index: HMAC-SHA-256 under a second key, by field.
 */
export interface Secrets {
  /** `field` is bound in as associated data: a ciphertext moved to another column does not open. */
  seal(field: string, plain: string): Buffer
  open(field: string, sealed: Buffer): string
  blindIndex(field: string, plain: string): Buffer
  /** A key derived for another purpose (cookies, audit). */
  derive(purpose: string): Buffer
}

/** @param master 32 random bytes. */
export function secretsOf(master: Buffer): Secrets {
  if (master.length !== 32) throw new Error('the master key must be 32 bytes')
  const derived = new Map<string, Buffer>()
  const derive = (purpose: string) => {
    const key = derived.get(purpose) ?? Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `phaodai ${purpose}`, 32))
    derived.set(purpose, key)
    return key
  }
  const sealKey = derive('column')
  const indexKey = derive('blind index')
  return {
    derive,
    seal(field, plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(field))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body])
    },
    open(field, sealed) {
      if (sealed[0] !== 1) throw new Error(`unknown seal version ${sealed[0]}`)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(1, 13)).setAAD(Buffer.from(field))
      decipher.setAuthTag(sealed.subarray(13, 29))
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
    },
    blindIndex(field, plain) {
      return createHmac('sha256', indexKey).update(`${field}\u0000${plain}`).digest()
    },
  }
}
