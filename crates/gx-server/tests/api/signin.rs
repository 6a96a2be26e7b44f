//! Ways in beyond the password.

mod factor;
pub(crate) mod mail;
mod passkey;
pub(crate) mod post_office;
mod sso;
