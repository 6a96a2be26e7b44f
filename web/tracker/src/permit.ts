// May we? The visitor's answer, and what their browser says for them.

import { drop, read, write } from "./storage"

export class Permit {
  private said: boolean | undefined
  // Global Privacy Control and Do-Not-Track: nothing passive, ever; explicit calls only after an explicit yes.
  private private = false

  constructor(private implied: boolean) {
    const n = navigator as Navigator & { globalPrivacyControl?: boolean }
    this.private = n.globalPrivacyControl === true || n.doNotTrack === "1"
    const stored = read<number>("consent")
    this.said = stored === 1 ? true : stored === 0 ? false : undefined
  }

  // A no is remembered only where silence would mean yes.
  answer(yes: boolean) {
    this.said = yes
    if (yes) write("consent", 1)
    else if (this.implied) write("consent", 0)
    else drop("consent")
  }

  explicit() {
    return this.said ?? (this.implied && !this.private)
  }

  passive() {
    return this.explicit() && !this.private
  }

  // Whether the question is still unanswered.
  open() {
    return this.said === undefined
  }
}
