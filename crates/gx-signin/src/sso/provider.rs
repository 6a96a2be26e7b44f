//! The provider, spoken to.

use gx_fetch::Guard;
use gx_http::seal::Seal;
use gx_kernel::{Micros, Problem};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};

use super::settings::{Sso, redirect};
use super::web::Web;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider that was found.
pub(crate) struct Provider {
    client: Client,
    web: Web,
}

/// What a browser is sent to the provider with, and what is remembered meanwhile.
pub(crate) struct Asked {
    pub(crate) url: String,
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

/// Whom the provider names.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) name: Option<String>,
    /// A mail address that the provider has verified.
    pub(crate) email: Option<String>,
}

fn unreachable(step: &'static str) -> Problem {
    let message = "The provider of single sign-on did not answer as it should.";
    Problem::new(422, "sso_unreachable", message).with("step", step)
}

fn refused(step: &'static str) -> Problem {
    Problem::new(401, "sso_refused", "What the provider of single sign-on answered does not hold.")
        .with("step", step)
}

impl Provider {
    /// Fetches what the provider says of itself.
    pub(crate) fn find(sso: &Sso, address: &str, seal: &Seal, guard: &Guard) -> Result<Self, Problem> {
        let web = Web::new(guard).map_err(|_| Problem::internal())?;
        let issuer = IssuerUrl::new(sso.issuer.clone()).map_err(|_| unreachable("issuer"))?;
        let metadata = CoreProviderMetadata::discover(&issuer, &|request: HttpRequest| web.call(request))
            .map_err(|e| {
                tracing::info!(error = kind(&e), "the provider of single sign-on was not found");
                unreachable("discovery")
            })?;
        let secret = sso.secret(seal)?.map(ClientSecret::new);
        let back = RedirectUrl::new(redirect(address)).map_err(|_| unreachable("address"))?;
        let client =
            CoreClient::from_provider_metadata(metadata, ClientId::new(sso.client_id.clone()), secret)
                .set_redirect_uri(back);
        Ok(Self { client, web })
    }

    /// Where to send the browser.
    pub(crate) fn ask(&self) -> Asked {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = self
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".into()))
            .add_scope(Scope::new("profile".into()))
            .set_pkce_challenge(challenge)
            .url();
        Asked {
            url: url.to_string(),
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
        }
    }

    /// Exchanges a code for whom it stands for; every signature, audience, time and the nonce are checked.
    pub(crate) fn redeem(
        &self,
        code: String,
        nonce: &str,
        verifier: String,
        now: Micros,
    ) -> Result<Named, Problem> {
        let call = |request: HttpRequest| self.web.call(request);
        let tokens = self
            .client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| unreachable("token"))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request(&call)
            .map_err(|e| {
                tracing::info!(error = kind(&e), "the provider of single sign-on took the code for none");
                refused("code")
            })?;
        let id_token = tokens.id_token().ok_or_else(|| refused("id_token"))?;
        let seconds = now.0 / Micros::SECOND;
        let checker = self
            .client
            .id_token_verifier()
            .set_time_fn(move || chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default());
        let claims = id_token.claims(&checker, &Nonce::new(nonce.to_owned())).map_err(|e| {
            tracing::info!(error = %e, "an id token does not hold");
            refused("id_token")
        })?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = id_token.signing_alg().map_err(|_| refused("access_token"))?;
            let key = id_token.signing_key(&checker).map_err(|_| refused("access_token"))?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
            if actual.ok().as_ref() != Some(expected) {
                return Err(refused("access_token"));
            }
        }
        let mut named = Named {
            issuer: claims.issuer().as_str().to_owned(),
            subject: claims.subject().as_str().to_owned(),
            name: claims.name().and_then(|n| n.get(None)).map(|n| n.as_str().to_owned()),
            email: claims
                .email()
                .filter(|_| claims.email_verified() == Some(true))
                .map(|e| e.as_str().to_owned()),
        };
        // Many providers keep the mail address out of the token; then it is asked for, of the same subject.
        if (named.email.is_none() || named.name.is_none())
            && let Ok(asked) =
                self.client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
        {
            let more: Result<CoreUserInfoClaims, _> = asked.request(&call);
            if let Ok(more) = more {
                named.name = named
                    .name
                    .or_else(|| more.name().and_then(|n| n.get(None)).map(|n| n.as_str().to_owned()));
                let verified = more.email().filter(|_| more.email_verified() == Some(true));
                named.email = named.email.or_else(|| verified.map(|e| e.as_str().to_owned()));
            }
        }
        Ok(named)
    }
}

/// What kind of failure it was, without a word of what was sent or answered.
fn kind(e: &dyn std::fmt::Debug) -> String {
    let text = format!("{e:?}");
    text.chars().take_while(|c| c.is_ascii_alphanumeric()).collect()
}
