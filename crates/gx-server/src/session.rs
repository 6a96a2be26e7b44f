//! Sign-in, the caller's own settings, and what the sign-in page shows.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gx_http::auth::{self, Entering, User};
use gx_http::{Answer, Body, Kit, Signed, kit::secret, second};
use gx_kernel::Problem;
use gx_store::access::{Verb, WORDS, first_roles};
use gx_store::audit::{self, Entry};
use gx_store::settings;
use serde::Deserialize;
use serde_json::{Map, Value as Json_, json};

use crate::demo;

async fn describe(kit: &Kit, signed: Signed) -> Answer<Json_> {
    kit.run(move |store| {
        store.read(|tx| {
            let text = |tx: &mut gx_store::Tx<'_>, key: &str| settings::get::<String>(tx, key);
            let User { id, login, name, role, locale, theme } = &signed.user;
            // The app knows the roles of the house in each language, as long as nobody gave them another name.
            let role_name = tx
                .first("SELECT name FROM role WHERE key = $1", &[role.as_str().into()])?
                .map(|r| r.string(0))
                .transpose()?
                .filter(|n| !first_roles().iter().any(|(k, first, _)| k == role && first == n));
            let mut can = Map::new();
            let verbs = [
                ("person.see", Verb::See),
                ("person.create", Verb::Create),
                ("person.edit", Verb::Edit),
                ("person.share", Verb::Share),
                ("delete", Verb::Delete),
                ("export", Verb::Export),
            ];
            for (word, verb) in verbs {
                can.insert(word.into(), signed.access.can(verb).into());
            }
            can.insert("person.merge".into(), signed.access.may("merge").into());
            for word in WORDS {
                can.insert((*word).into(), signed.access.may(word).into());
            }
            Ok(json!({
                "user": {"id": id.show(gx_kernel::IdKind::User), "login": login, "name": name, "role": role, "role_name": role_name, "locale": locale, "theme": theme},
                "workspace": {"name": text(tx, "workspace")?, "zone": text(tx, "zone")?, "currency": text(tx, "currency")?, "country": text(tx, "country")?},
                "looking_as": signed.really.is_some(), "owes_factor": signed.owes_factor, "can": can, "demo": settings::get::<bool>(tx, "demo")?.unwrap_or(false),
            }))
        })
    })
    .await
}

pub(crate) async fn get(State(kit): State<Kit>, Entering(me): Entering) -> Answer<Json<Json_>> {
    Ok(Json(describe(&kit, me).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct SignIn {
    login: String,
    password: String,
}

pub(crate) async fn sign_in(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<SignIn>,
) -> Answer<Response> {
    auth::csrf(&headers)?;
    let login = body.login.trim().to_lowercase();
    kit.throttle.check(&login, kit.store.now())?;
    let agent = second::agent(&headers);
    let token = secret("gxs")?;
    let (fresh, name) = (token.clone(), login.clone());
    let entered = kit
        .run(move |store| {
            let found = store.read(|tx| auth::by_login(tx, &name))?;
            if !auth::check_password(&body.password, found.as_ref().map(|(_, h)| h.as_str())) {
                return Ok(None);
            }
            let Some((user, _)) = found else { return Ok(None) };
            store.write(|tx| second::after_password(tx, store, user.id, &fresh, agent.as_deref())).map(Some)
        })
        .await?;
    let Some(step) = entered else {
        kit.throttle.failed(&login, kit.store.now());
        kit.run(move |store| {
            // The login as typed may be a password typed into the wrong field, so it is not kept.
            store.write(|tx| {
                let staff = auth::by_login(tx, &login)?.map(|(user, _)| user.id);
                audit::note(tx, store, &Entry { staff, kind: "sign_in_failed", ..Entry::default() })
            })
        })
        .await?;
        return Err(Problem::new(401, "wrong_password", "The login or the password is wrong.").into());
    };
    let mut response = match step {
        Some(step) => (StatusCode::ACCEPTED, Json(json!({"second": step}))).into_response(),
        None => Json(describe(&kit, again(&kit, &token).await?).await?).into_response(),
    };
    if let Ok(value) = auth::set_cookie(&token, kit.secure, false).parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

/// A session read back as the next request will see it.
async fn again(kit: &Kit, token: &str) -> Answer<Signed> {
    let mut probe = axum::http::Request::new(());
    let cookie = format!("{}={token}", auth::COOKIE).parse().map_err(|_| Problem::internal())?;
    probe.headers_mut().insert(header::COOKIE, cookie);
    let (mut parts, ()) = probe.into_parts();
    let Entering(signed) =
        <Entering as axum::extract::FromRequestParts<Kit>>::from_request_parts(&mut parts, kit).await?;
    Ok(signed)
}

pub(crate) async fn sign_out(State(kit): State<Kit>, headers: HeaderMap) -> Answer<Response> {
    auth::csrf(&headers)?;
    if let Some(token) = auth::cookie(&headers) {
        kit.run(move |store| store.write(|tx| auth::close_session(tx, &token))).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Ok(value) = auth::set_cookie("", kit.secure, true).parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    locale: Option<String>,
    theme: Option<String>,
    name: Option<String>,
}

/// Refuses what would change a colleague's own account while one looks as them, or by a key.
fn in_person(me: &Signed) -> Result<(), Problem> {
    if me.really.is_none() && !me.program {
        return Ok(());
    }
    Err(Problem::forbidden("This is changed by the person who signed in."))
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Preferences>,
) -> Answer<Json<Json_>> {
    in_person(&me)?;
    let locale = match &body.locale {
        Some(l) => Some(
            gx_kernel::Locale::from_tag(l)
                .ok_or_else(|| Problem::field("locale", "unknown", "zh-CN, zh-TW or en"))?
                .tag(),
        ),
        None => None,
    };
    if body.theme.as_deref().is_some_and(|t| !["light", "dark", "system"].contains(&t)) {
        return Err(Problem::field("theme", "unknown", "light, dark or system").into());
    }
    let name = body
        .name
        .as_deref()
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .map(|n| n.chars().take(80).collect::<String>());
    let user = me.user.id;
    let (theme, new_name) = (body.theme.clone(), name.clone());
    kit.run(move |store| {
        store.write(|tx| {
            tx.execute(
                "UPDATE staff SET locale = COALESCE($1, locale), theme = COALESCE($2, theme), name = COALESCE($3, name) WHERE id = $4",
                &[locale.into(), theme.into(), new_name.into(), user.into()],
            )
        })
    })
    .await?;
    let mut me = me;
    if let Some(l) = locale {
        me.user.locale = Some(l.to_owned());
    }
    if let Some(t) = body.theme {
        me.user.theme = t;
    }
    if let Some(n) = name {
        me.user.name = n;
    }
    Ok(Json(describe(&kit, me).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewPassword {
    current: String,
    next: String,
}

pub(crate) async fn password(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Body(body): Body<NewPassword>,
) -> Answer<StatusCode> {
    in_person(&me)?;
    let here = auth::cookie(&headers);
    let login = me.user.login.clone();
    kit.throttle.check(&login, kit.store.now())?;
    let changed = kit
        .run(move |store| {
            let found = store.read(|tx| auth::by_login(tx, &me.user.login))?;
            if !auth::check_password(&body.current, found.as_ref().map(|(_, h)| h.as_str())) {
                return Ok(false);
            }
            let hash = auth::hash_password(&body.next)?;
            store.write(|tx| second::set_password(tx, me.user.id, &hash, here.as_deref()))?;
            Ok(true)
        })
        .await?;
    if !changed {
        kit.throttle.failed(&login, kit.store.now());
        return Err(Problem::field("current", "wrong_password", "the current password is wrong").into());
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What the sign-in page shows; no sign-in needed, so it tells nothing about customers.
pub(crate) async fn welcome(State(kit): State<Kit>) -> Answer<Json<Json_>> {
    let answer = kit
        .run(|store| {
            store.read(|tx| {
                let demo_on = settings::get::<bool>(tx, "demo")?.unwrap_or(false);
                let accounts: Vec<Json_> = if demo_on { demo::accounts() } else { Vec::new() };
                let empty = tx.first("SELECT id FROM person LIMIT 1", &[])?.is_none();
                Ok(json!({
                    "workspace": settings::get::<String>(tx, "workspace")?, "demo": demo_on, "empty": empty, "accounts": accounts,
                    "ways": gx_signin::offered(tx)?,
                    "version": env!("CARGO_PKG_VERSION"),
                }))
            })
        })
        .await?;
    Ok(Json(answer))
}
