//! Which encoding a text is in, and reading it as UTF-8.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that the decision looks at, from the first byte beyond ASCII on.
const SAMPLE: usize = 1 << 18;

/// The encoding and whether it is certain (a byte order mark, valid UTF-8, plain ASCII).
pub(crate) fn detect(mut stream: impl Read) -> io::Result<(&'static Encoding, bool)> {
    let mut sample = Vec::new();
    let mut chunk = vec![0u8; 1 << 16];
    let mut first = true;
    let mut ended = false;
    while sample.len() < SAMPLE {
        // A file that breaks off is judged by what could be read; its rows will say where it breaks.
        let n = match stream.read(&mut chunk) {
            Ok(n) => n,
            Err(e) if sample.is_empty() && first => return Err(e),
            Err(_) => 0,
        };
        let part = chunk.get(..n).unwrap_or_default();
        if first {
            if let Some((found, _)) = Encoding::for_bom(part) {
                return Ok((found, true));
            }
            if let Some(found) = wide(part) {
                return Ok((found, false));
            }
            first = false;
        }
        if n == 0 {
            ended = true;
            break;
        }
        // Pages of ASCII before the first Chinese name say nothing; the line they end in does.
        if sample.is_empty() && part.is_ascii() {
            continue;
        }
        sample.extend_from_slice(part);
    }
    if !ended && let Some(end) = sample.iter().rposition(|b| *b == b'\n') {
        sample.truncate(end);
    }
    Ok(judge(&sample, ended))
}

fn judge(sample: &[u8], ended: bool) -> (&'static Encoding, bool) {
    match std::str::from_utf8(sample) {
        Ok(_) => return (UTF_8, true),
        Err(e) if !ended && e.error_len().is_none() => return (UTF_8, true),
        // A few broken bytes in megabytes of good UTF-8 are damage, not another encoding.
        Err(_) if mostly_utf8(sample) => return (UTF_8, false),
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let gb = fit(sample, GB18030, |lead, trail| (0xb0..=0xd7).contains(&lead) && trail >= 0xa1);
    let big5 = fit(sample, BIG5, |lead, _| (0xa4..=0xc6).contains(&lead));
    let chinese = |guess: &'static Encoding| match (gb, big5) {
        (Some(gb), Some(big5)) if (gb - big5).abs() < 0.1 => {
            if guess == BIG5 {
                BIG5
            } else {
                GB18030
            }
        }
        (Some(gb), Some(big5)) => {
            if gb > big5 {
                GB18030
            } else {
                BIG5
            }
        }
        (Some(_), None) => GB18030,
        (None, Some(_)) => BIG5,
        (None, None) => guess,
    };
    let is_chinese = guess == BIG5 || guess.name().starts_with("GB");
    let convincing = gb.into_iter().chain(big5).any(|share| share > 0.85);
    (if is_chinese || convincing { chinese(guess) } else { guess }, false)
}

/// UTF-16 without a mark: many zero bytes, all on one side.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 50 < sample.len() || sample.len() < 4 {
        return None;
    }
    if odd > even * 8 {
        Some(UTF_16LE)
    } else if even > odd * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut rest = sample;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += text.chars().filter(|c| !c.is_ascii()).count();
                break;
            }
            Err(e) => {
                let (valid, after) = rest.split_at(e.valid_up_to());
                good += String::from_utf8_lossy(valid).chars().filter(|c| !c.is_ascii()).count();
                bad += 1;
                rest = after.get(e.error_len().unwrap_or(after.len())..).unwrap_or_default();
            }
        }
    }
    good > bad * 20
}

/// The share of a text's Chinese characters that lie in the encoding's first level, the few
/// thousand common ones; `None` if the bytes are not valid in it or hold no Chinese.
///
/// GB 2312 and Big5 both order characters by how common they are before anything else, and
/// the wrong reading of either falls into the rare half almost as often as into the common one.
fn fit(sample: &[u8], encoding: &'static Encoding, common: impl Fn(u8, u8) -> bool) -> Option<f64> {
    let (text, broken) = encoding.decode_without_bom_handling(sample);
    if broken {
        return None;
    }
    let (mut han, mut first_level) = (0u32, 0u32);
    for c in text.chars().filter(|c| gx_text::fold::is_han(*c)) {
        han += 1;
        if let [lead, trail] = *encoding.encode(c.encode_utf8(&mut [0; 4])).0 {
            first_level += u32::from(common(lead, trail));
        }
    }
    (han > 0).then(|| f64::from(first_level) / f64::from(han))
}

/// Reads any encoding as UTF-8; what cannot be decoded becomes U+FFFD and raises the flag.
pub(crate) struct Utf8Reader<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    text: Vec<u8>,
    text_at: usize,
    ended: bool,
    finished: bool,
    malformed: Arc<AtomicBool>,
}

impl<R: Read> Utf8Reader<R> {
    /// The reader, and the flag that says that some bytes made no sense.
    pub fn new(inner: R, encoding: &'static Encoding) -> (Self, Arc<AtomicBool>) {
        let malformed = Arc::new(AtomicBool::new(false));
        let reader = Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            text: Vec::new(),
            text_at: 0,
            ended: false,
            finished: false,
            malformed: malformed.clone(),
        };
        (reader, malformed)
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.raw_at >= self.raw.len() && !self.ended {
            self.raw.resize(1 << 15, 0);
            let n = self.inner.read(&mut self.raw)?;
            self.raw.truncate(n);
            self.raw_at = 0;
            self.ended = n == 0;
        }
        self.text.resize(1 << 17, 0);
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let (result, read, written, bad) = self.decoder.decode_to_utf8(rest, &mut self.text, self.ended);
        if bad {
            self.malformed.store(true, Ordering::Relaxed);
        }
        self.raw_at += read;
        self.text.truncate(written);
        self.text_at = 0;
        self.finished = self.ended && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.text_at >= self.text.len() {
            if self.finished {
                return Ok(0);
            }
            self.refill()?;
        }
        let ready = self.text.get(self.text_at..).unwrap_or_default();
        let n = ready.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..n), ready.get(..n)) {
            to.copy_from_slice(from);
        }
        self.text_at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLE: &str = "姓名,手机,城市\n林晓梅,13800138001,上海\n王芳,13900139001,北京\n";
    const TRADITIONAL: &str = "姓名,手機,城市\n林曉梅,0912345678,臺北\n陳美玲,0922333444,高雄\n";

    fn name(bytes: &[u8]) -> &'static str {
        detect(bytes).unwrap().0.name()
    }

    fn wide_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(name(SIMPLE.as_bytes()), "UTF-8");
        assert_eq!(name(&GB18030.encode(SIMPLE).0), "gb18030");
        assert_eq!(name(&BIG5.encode(TRADITIONAL).0), "Big5");
        assert_eq!(name(&wide_bytes(SIMPLE, false)), "UTF-16LE");
        assert_eq!(name(&wide_bytes(SIMPLE, true)), "UTF-16BE");
        assert_eq!(name(&wide_bytes(&format!("\u{feff}{SIMPLE}"), true)), "UTF-16BE");
        assert_eq!(name("姓名\n林".as_bytes()), "UTF-8");
        assert_eq!(name(&GB18030.encode("姓名,电话\n李雷,1").0), "gb18030");
        assert_eq!(name(&GB18030.encode(TRADITIONAL).0), "gb18030");
        assert_eq!(name(&BIG5.encode("姓名,電話\n陳美玲,1\n").0), "Big5");
        assert_eq!(name(b"name,city\nJos\xe9 Mu\xf1oz,M\xe1laga\nZo\xeb,K\xf6ln\n"), "windows-1252");
        assert_eq!(name(b""), "UTF-8");
    }

    #[test]
    fn chinese_after_a_megabyte_of_ascii_counts() {
        let mut bytes = "a,b\n1,2\n".repeat(200_000).into_bytes();
        bytes.extend_from_slice(&GB18030.encode(SIMPLE).0);
        assert_eq!(name(&bytes), "gb18030");
    }

    #[test]
    fn reading_gives_utf8_across_chunks() {
        let text = SIMPLE.repeat(5000);
        let bytes = GB18030.encode(&text).0.into_owned();
        let (mut reader, malformed) = Utf8Reader::new(bytes.as_slice(), GB18030);
        let mut out = String::new();
        reader.read_to_string(&mut out).unwrap();
        assert!(out == text && !malformed.load(Ordering::Relaxed));
        let (mut reader, malformed) = Utf8Reader::new(&b"a\xff\xfeb"[..], UTF_8);
        out.clear();
        reader.read_to_string(&mut out).unwrap();
        assert!(out.contains('\u{fffd}') && malformed.load(Ordering::Relaxed));
    }
}
