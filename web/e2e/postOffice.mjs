// A real SMTP server on the loopback that keeps what it is handed. In: nothing. Out: its port, and the mails one by one.
import { SMTPServer } from "smtp-server"
import { until } from "./stage.mjs"

/** The plain text of a mail as programs send it: the first part of kind text/plain, decoded. */
function plainText(raw) {
  const part = raw.slice(raw.search(/Content-Type: text\/plain/i))
  const split = part.indexOf("\r\n\r\n")
  const [head, body] = [part.slice(0, split), part.slice(split + 4).split("\r\n--")[0]]
  if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8")
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

export async function openPostOffice() {
  const mails = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const parts = []
      stream.on("data", (part) => parts.push(part))
      stream.on("end", () => {
        const text = plainText(Buffer.concat(parts).toString("latin1"))
        mails.push({
          to: session.envelope.rcptTo[0].address,
          text,
          /** The link of a mail, by the path it leads to. */
          link: (path) => text.split(/\s+/).find((word) => word.includes(path)),
        })
        done()
      })
    },
  })
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready))
  let read = 0
  return {
    port: server.server.address().port,
    /** The next mail that nobody has looked at yet. */
    next: async () => {
      await until(() => mails.length > read, "a mail")
      return mails[read++]
    },
    close: () => new Promise((done) => server.close(done)),
  }
}
