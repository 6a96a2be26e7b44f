// A company's own sign-in: a real OpenID provider on the loopback, with its own pages.
// In: where it sends people back to. Out: its address and the client's secret. Whoever signs in as NAME is NAME@example.com.
import { createServer } from "node:http"
import Provider from "oidc-provider"

const SECRET = "a-secret-between-the-two-of-us"

export async function openIssuer(redirect) {
  const server = createServer()
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready))
  const url = `http://localhost:${server.address().port}`
  const provider = new Provider(url, {
    clients: [
      {
        client_id: "guanxi",
        client_secret: SECRET,
        redirect_uris: [redirect],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    cookies: { keys: ["a key for this run"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@example.com`, email_verified: true, name: sub }),
    }),
  })
  server.on("request", provider.callback())
  return {
    url,
    secret: SECRET,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}
