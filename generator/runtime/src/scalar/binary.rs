//! Bytes, which travel as base64 text.

use std::ops::Deref;

use crate::echo::Notes;
use crate::error::Error;
use crate::wire::{Taken, Token, View, Wire};

/// Bytes; base64 text on the wire. Reads the standard and the URL-safe alphabet, padded or not, and writes what it read.
///
/// ```
/// use docwright_runtime::Bytes;
/// let bytes = Bytes::from(b"hello".to_vec());
/// assert_eq!(bytes.to_base64(), "aGVsbG8=");
/// assert_eq!(Bytes::from_base64("aGVsbG8").as_deref(), Some(&b"hello"[..]));
/// ```
#[derive(Clone, Default, Eq)]
pub struct Bytes {
    bytes: Vec<u8>,
    form: Form,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Form {
    url_safe: bool,
    bare: bool,
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Bytes {
    /// Decodes base64; `None` when the text is none. Blanks between the letters are allowed.
    pub fn from_base64(text: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
        let mut form = Form {
            url_safe: false,
            bare: true,
        };
        let (mut bits, mut count, mut padding) = (0_u32, 0_u32, 0_u32);
        for letter in text.bytes() {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                b'-' | b'_' => {
                    form.url_safe = true;
                    if letter == b'-' { 62 } else { 63 }
                }
                b'=' => {
                    padding += 1;
                    continue;
                }
                b' ' | b'\t' | b'\r' | b'\n' => continue,
                _ => return None,
            };
            if padding > 0 {
                return None;
            }
            bits = bits << 6 | u32::from(value);
            count += 1;
            if count == 4 {
                bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
                (bits, count) = (0, 0);
            }
        }
        match (count, padding) {
            (0, 0) | (2, 0 | 2) | (3, 0 | 1) => {}
            _ => return None,
        }
        form.bare = count > 0 && padding == 0;
        bits <<= 6 * (4 - count) % 24;
        bytes.extend_from_slice(&bits.to_be_bytes()[1..(count.max(1)) as usize]);
        Some(Self { bytes, form })
    }

    /// As base64: in the standard alphabet with padding, or in the form that was read.
    pub fn to_base64(&self) -> String {
        let mut text = Vec::new();
        self.write_base64(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    pub(crate) fn write_base64(&self, out: &mut Vec<u8>) {
        let alphabet = if self.form.url_safe {
            URL_SAFE
        } else {
            STANDARD
        };
        out.reserve(self.bytes.len().div_ceil(3) * 4);
        for chunk in self.bytes.chunks(3) {
            let mut word = [0; 4];
            word[1..=chunk.len()].copy_from_slice(chunk);
            let word = u32::from_be_bytes(word);
            let letters = [18, 12, 6, 0].map(|shift| alphabet[(word >> shift & 63) as usize]);
            out.extend_from_slice(&letters[..=chunk.len()]);
            if !self.form.bare {
                out.extend_from_slice(&b"=="[..3 - chunk.len()]);
            }
        }
    }

    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.bytes
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            form: Form::default(),
        }
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

/// The form on the wire does not count.
impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({:?})", self.to_base64())
    }
}

impl Wire for Bytes {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        Ok(match Self::from_base64(text) {
            None => Taken::Misfit(text.into()),
            Some(bytes) => {
                if !bytes.is_written_as(text) {
                    notes.keep(text.into(), View::Bytes(&bytes));
                }
                Taken::Fit(bytes)
            }
        })
    }

    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }
}

impl Bytes {
    fn is_written_as(&self, text: &str) -> bool {
        self.to_base64() == text
    }
}

crate::value_impls!(Bytes);
