// Who this browser is, and which visit it is on.

import { type Campaign, campaign } from "./context"
import { drop, read, write } from "./storage"

const IDLE = 30 * 60_000

export interface Who {
  /** Anonymous id. */
  a: string
  /** User id, after identify. */
  u?: string
  /** Session: id, last activity, number, campaign. */
  s: { i: string; t: number; n: number; c?: Campaign }
}

export class Visitor {
  newId(): string {
    if (crypto.randomUUID) return crypto.randomUUID()
    // Pages without TLS have no randomUUID.
    const b = crypto.getRandomValues(new Uint8Array(16))
    return Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("")
  }

  private blank(): Who {
    return { a: this.newId(), s: { i: "", t: 0, n: 0 } }
  }

  // Everything that happens renews the session; half an hour of silence begins another.
  touch(): Who {
    const who = read<Who>("who") ?? this.blank()
    const now = Date.now()
    const c = campaign()
    if (now - who.s.t > IDLE || now < who.s.t - IDLE) who.s = { i: this.newId(), t: now, n: who.s.n + 1 }
    who.s.t = now
    if (c) who.s.c = c
    write("who", who)
    return who
  }

  // Another account on the same browser is another person: they do not share an anonymous past.
  become(id: string) {
    let who = this.touch()
    if (who.u && who.u !== id) {
      this.reset()
      who = this.touch()
    }
    who.u = id
    write("who", who)
  }

  reset() {
    if (read<Who>("who")) write("who", this.blank())
  }

  forget() {
    drop("who")
  }
}
