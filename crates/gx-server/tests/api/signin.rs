//! Ways in beyond the password.

mod factor;
mod mail;
mod passkey;
mod post_office;
mod sso;
