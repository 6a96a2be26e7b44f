//! A message that only one device can read: `aes128gcm` with keys agreed by ECDH (RFC 8188, RFC 8291).

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use gx_http::kit::random;
use gx_kernel::Problem;
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

/// Bytes of the record that the header announces; what every push service must take.
const RECORD: u32 = 4096;
/// Every message is filled up to this many bytes before it is sealed, so that its length tells nothing.
const FILLED: usize = 1024;
/// What fits into the one record beside header, delimiter and tag.
const MOST: usize = RECORD as usize - 86 - 1 - 16;

/// What a browser hands out with a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// The device's public key, uncompressed.
    pub(crate) public: [u8; 65],
    /// The secret that the device shares with who subscribed it.
    pub(crate) auth: [u8; 16],
}

impl Keys {
    /// Reads what came from a browser; `None` unless the key is a point of the curve.
    pub(crate) fn read(public: &[u8], auth: &[u8]) -> Option<Self> {
        PublicKey::from_sec1_bytes(public).ok()?;
        Some(Self { public: public.try_into().ok()?, auth: auth.try_into().ok()? })
    }
}

/// A secret key made of random bytes; the odds that they are none are those of guessing one.
pub(crate) fn fresh_key() -> Result<SecretKey, Problem> {
    SecretKey::from_slice(&random::<32>()?).map_err(|_| Problem::internal())
}

/// A public key as both standards write it.
pub(crate) fn public_bytes(key: &SecretKey) -> Vec<u8> {
    key.public_key().to_encoded_point(false).as_bytes().to_vec()
}

/// Seals a text for a device with a key and a salt of its own.
pub(crate) fn seal(to: &Keys, text: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut plain = text.to_vec();
    plain.push(2);
    plain.resize(plain.len().max(FILLED), 0);
    if plain.len() > MOST {
        return Err(Problem::internal());
    }
    encrypt(to, &plain, &fresh_key()?, &random::<16>()?)
}

/// RFC 8291, section 3.4, over a text that already ends with its delimiter.
fn encrypt(to: &Keys, plain: &[u8], mine: &SecretKey, salt: &[u8; 16]) -> Result<Vec<u8>, Problem> {
    let broken = || Problem::internal();
    let theirs = PublicKey::from_sec1_bytes(&to.public).map_err(|_| broken())?;
    let public = public_bytes(mine);
    let shared = p256::ecdh::diffie_hellman(mine.to_nonzero_scalar(), theirs.as_affine());
    let info = [b"WebPush: info\0", &to.public[..], &public].concat();
    let mut agreed = [0; 32];
    let first = Hkdf::<Sha256>::new(Some(&to.auth), shared.raw_secret_bytes());
    first.expand(&info, &mut agreed).map_err(|_| broken())?;
    let second = Hkdf::<Sha256>::new(Some(salt), &agreed);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    second.expand(b"Content-Encoding: aes128gcm\0", &mut key).map_err(|_| broken())?;
    second.expand(b"Content-Encoding: nonce\0", &mut nonce).map_err(|_| broken())?;
    let sealed = Aes128Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), plain).map_err(|_| broken())?;
    let length = u8::try_from(public.len()).map_err(|_| broken())?;
    Ok([&salt[..], &RECORD.to_be_bytes(), &[length], &public, &sealed].concat())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use p256::SecretKey;

    use super::{Keys, encrypt, seal};

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    #[test]
    fn the_message_is_that_of_the_standards_own_example() {
        // RFC 8291, section 5 and appendix A.
        let to = Keys::read(
            &bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            &bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        )
        .unwrap();
        let mine = SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let made = encrypt(&to, b"When I grow up, I want to be a watermelon\x02", &mine, &salt).unwrap();
        assert_eq!(
            URL_SAFE_NO_PAD.encode(made),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn every_message_is_as_long_as_every_other_and_none_is_the_same() {
        let mine = SecretKey::from_slice(&[7; 32]).unwrap();
        let to = Keys::read(&super::public_bytes(&mine), &[9; 16]).unwrap();
        let (one, two) = (seal(&to, b"a").unwrap(), seal(&to, b"a").unwrap());
        assert_ne!(one, two);
        assert_eq!(one.len(), seal(&to, &[b'x'; 900]).unwrap().len());
        assert!(seal(&to, &[b'x'; 5000]).is_err());
        assert!(Keys::read(&[4; 65], &[9; 16]).is_none(), "no point of the curve");
        assert!(Keys::read(&to.public, &[9; 15]).is_none());
    }
}
