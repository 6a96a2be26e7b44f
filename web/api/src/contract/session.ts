// Signing in, and what is demanded of it.

// ── session ──────────────────────────────────────────────────────────────
// POST /api/session {login,password} → Session (sets cookie gx_session; mutations need header X-Guanxi: 1)
//   or 202 { second: SecondStep } where the account has a second factor; then POST /api/session/code {code} → 204
// GET /api/session → Session | 401     DELETE /api/session
// PATCH /api/session {locale?,theme?,name?} → Session
// POST /api/session/password {current,next} → 204
// GET /api/welcome → Welcome  (no sign-in; what the sign-in page shows)
export type Locale = "zh-CN" | "zh-TW" | "en"
export interface Welcome {
  workspace: string
  demo: boolean
  empty: boolean
  accounts: { login: string; password: string; name: string; role: string }[]
  version: string
  /** What can be done beside giving a password. */
  ways: {
    /** Whether a forgotten password can be replaced by mail. */
    forgotten: boolean
    /** Whether anybody has a passkey. */
    passkeys: boolean
    /** What the button of single sign-on says; none where there is none. */
    sso: string | null
  }
}
export interface Session {
  user: {
    id: string
    login: string
    name: string
    role: string
    /** What the workspace calls the role, where that is not what the app calls it. */
    role_name: string | null
    locale: Locale | null
    theme: "light" | "dark" | "system"
  }
  workspace: { name: string; zone: string; currency: string; country: string }
  /** Whether an administrator looks as this user. */
  looking_as: boolean
  /** Whether the workspace demands a second factor that this session has not shown: nothing but setting one up works. */
  owes_factor: boolean
  can: Record<
    string,
    boolean
  > /* "person.see" "person.edit" "person.merge" "import" "export" "sources" "ingest" "leads" "users" … */
  demo: boolean
}

/** In which ways the second step of signing in can be taken. */
export interface SecondStep {
  code: boolean
  passkey: boolean
}

// ── second factor ────────────────────────────────────────────────────────
// GET /api/session/factor → Factor ; POST → NewFactor ; POST …/confirm {code} → RecoveryCodes
// POST …/recovery {password} → RecoveryCodes ; POST …/off {password} → 204 ; POST /api/staff/{id}/factor/reset → 204
// GET,PUT /api/settings/sign-in → SignInRules
export interface Factor {
  on: boolean
  since: string | null
  recovery_codes_left: number
  /** Whether the workspace demands one of everyone. */
  demanded: boolean
}
export interface NewFactor {
  /** Base32, to be typed where no camera reads the code. */
  secret: string
  /** What the QR code holds. */
  uri: string
}
export interface RecoveryCodes {
  recovery_codes: string[]
}
export interface SignInRules {
  demand_factor: boolean
  /** The address that people reach the workspace at, such as https://crm.example.com. */
  address: string | null
}

// ── passkeys ─────────────────────────────────────────────────────────────
// GET /api/session/passkeys → Passkey[] ; POST …/begin {password} → options for navigator.credentials.create
// POST /api/session/passkeys {name,credential} → Passkey[] ; DELETE …/{id} → 204
// POST /api/session/passkey/begin → options for navigator.credentials.get ; POST /api/session/passkey {credential} → 204

/** What `navigator.credentials.create` needs, as WebAuthn writes it in JSON. */
export interface PasskeyMaking {
  rp: { id?: string; name: string }
  user: { id: string; name: string; displayName: string }
  challenge: string
  pubKeyCredParams: { type: "public-key"; alg: number }[]
  [more: string]: unknown
}

/** What `navigator.credentials.get` needs. */
export interface PasskeyAsking {
  challenge: string
  [more: string]: unknown
}

export interface Passkey {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
}

// ── single sign-on ───────────────────────────────────────────────────────
// GET /api/sso/start?to= → 303 to the provider ; GET /api/sso/callback → 303 into the app, or to /sign-in?problem=CODE
// GET,PUT /api/settings/sso → SsoSettings ; POST /api/settings/sso/test → { ok } | 422 sso_unreachable
export interface SsoProvider {
  label: string
  issuer: string
  client_id: string
  has_secret: boolean
  /** Whether a verified mail address leads to the account that has it. */
  link_by_email: boolean
  /** The role of accounts made for people nobody invited; none makes none. */
  new_role: string | null
  /** The domains of mail addresses that accounts are made for; empty means any. */
  domains: string[]
}
export interface SsoInput {
  /** Empty takes the provider away. */
  issuer: string
  label?: string
  client_id?: string
  /** Left out: as it was. */
  secret?: string
  link_by_email?: boolean
  new_role?: string | null
  domains?: string[]
}
export interface SsoSettings {
  provider: SsoProvider | null
  /** What the provider has to be told to send people back to; none without a public address. */
  redirect: string | null
}

// ── mail and a forgotten password ────────────────────────────────────────
// GET,PUT /api/settings/mail → MailSettings ; POST /api/settings/mail/test → { to } | 422 mail_failed (detail.reason)
// POST /api/password/forgotten {login,locale?} → 204, whether there is such an account or not
// GET /api/password/reset?token → {login,name} | 410 ; POST {token,password} → 204 or 202 { second }
export type MailEncryption = "tls" | "start_tls" | "none"
export interface MailServer {
  host: string
  port: number
  encryption: MailEncryption
  user: string
  has_password: boolean
  from_name: string
  from_address: string
}
export interface MailServerInput {
  /** Empty takes the server away. */
  host: string
  port?: number
  encryption?: MailEncryption
  user?: string
  /** Left out: as it was. */
  password?: string
  from_name?: string
  from_address?: string
}
export interface MailSettings {
  server: MailServer | null
  /** How the last mail went. */
  last: { at: string; ok: boolean; reason: string | null; status: number | null } | null
}
