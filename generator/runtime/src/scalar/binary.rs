//! Bytes, which travel as base64 text.

use std::ops::Deref;

use crate::error::Error;
use crate::wire::OriginalForms;
use crate::wire::{Show, Taken, Token, View, Wire};

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

/// How the text is spelt.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Form {
    is_url_safe: bool,
    /// Without padding.
    is_bare: bool,
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// No letter of either alphabet.
const NONE: u8 = 0xFF;
/// The value of each letter in either alphabet.
static VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let mut values = [NONE; 256];
    let mut index = 0;
    while index < 64 {
        values[STANDARD[index as usize] as usize] = index;
        values[URL_SAFE[index as usize] as usize] = index;
        index += 1;
    }
    values
}

impl Bytes {
    /// Decodes base64; `None` when the text is none. Blanks between the letters are allowed.
    pub fn from_base64(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
        let whole = decode_groups(text, &mut bytes);
        let (mut bits, mut count, mut padding) = (0_u32, 0_usize, 0);
        for letter in &text[whole * 4..] {
            match (letter, VALUES[usize::from(*letter)]) {
                (b'=', _) => padding += 1,
                (b' ' | b'\t' | b'\r' | b'\n', _) => {}
                (_, NONE) => return None,
                _ if padding > 0 => return None,
                (_, value) => {
                    bits = bits << 6 | u32::from(value);
                    count += 1;
                }
            }
            if count == 4 {
                bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
                (bits, count) = (0, 0);
            }
        }
        match (count, padding) {
            (0, 0) | (2, 0 | 2) | (3, 0 | 1) => {}
            _ => return None,
        }
        if count > 0 {
            bytes.extend_from_slice(&(bits << (6 * (4 - count))).to_be_bytes()[1..count]);
        }
        let is_url_safe = text.iter().any(|letter| matches!(letter, b'-' | b'_'));
        Some(Self {
            bytes,
            form: Form {
                is_url_safe,
                is_bare: count > 0 && padding == 0,
            },
        })
    }

    /// As base64: in the standard alphabet with padding, or in the form that was read.
    pub fn to_base64(&self) -> String {
        let mut text = Vec::new();
        self.show(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// The bytes.
    pub fn into_vec(self) -> Vec<u8> {
        self.bytes
    }
}

/// Decodes groups of four letters as far as nothing else is between them; says how many.
fn decode_groups(text: &[u8], bytes: &mut Vec<u8>) -> usize {
    let (groups, _) = text.as_chunks::<4>();
    for (index, group) in groups.iter().enumerate() {
        let values = group.map(|letter| VALUES[usize::from(letter)]);
        if values.contains(&NONE) {
            return index;
        }
        let bits = values
            .into_iter()
            .fold(0, |bits, value| bits << 6 | u32::from(value));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    groups.len()
}

impl Show for Bytes {
    fn show(&self, out: &mut Vec<u8>) {
        write(&self.bytes, self.form, out);
    }

    fn show_canonical(&self, out: &mut Vec<u8>) {
        write(&self.bytes, Form::default(), out);
    }
}

fn write(bytes: &[u8], form: Form, out: &mut Vec<u8>) {
    let alphabet = if form.is_url_safe { URL_SAFE } else { STANDARD };
    let letter = |bits: u32, shift: u32| alphabet[(bits >> shift & 63) as usize];
    out.reserve(bytes.len().div_ceil(3) * 4);
    let (groups, rest) = bytes.as_chunks::<3>();
    for [a, b, c] in groups {
        let bits = u32::from_be_bytes([0, *a, *b, *c]);
        out.extend_from_slice(&[
            letter(bits, 18),
            letter(bits, 12),
            letter(bits, 6),
            letter(bits, 0),
        ]);
    }
    if let Some(first) = rest.first() {
        let bits = u32::from_be_bytes([0, *first, rest.get(1).copied().unwrap_or(0), 0]);
        let letters = [letter(bits, 18), letter(bits, 12), letter(bits, 6)];
        out.extend_from_slice(&letters[..=rest.len()]);
        if !form.is_bare {
            out.extend_from_slice(&b"=="[..3 - rest.len()]);
        }
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
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        Ok(match Self::from_base64(text) {
            None => Taken::Misfit(text.into()),
            Some(bytes) => {
                if !bytes.is_written_as(text.as_bytes()) {
                    forms.keep(text.into(), View::Show(&bytes));
                }
                Taken::Fit(bytes)
            }
        })
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl Bytes {
    /// Only blanks, mixed alphabets and stray bits at the end make a difference.
    fn is_written_as(&self, text: &[u8]) -> bool {
        let length = match (self.bytes.len() % 3, self.form.is_bare) {
            (0, _) | (_, false) => self.bytes.len().div_ceil(3) * 4,
            (rest, true) => self.bytes.len() / 3 * 4 + rest + 1,
        };
        let mixed =
            self.form.is_url_safe && text.iter().any(|letter| matches!(letter, b'+' | b'/'));
        let stray = match text.iter().rposition(|letter| *letter != b'=') {
            Some(last) => match self.bytes.len() % 3 {
                0 => false,
                1 => VALUES[usize::from(text[last])] & 15 != 0,
                _ => VALUES[usize::from(text[last])] & 3 != 0,
            },
            None => false,
        };
        text.len() == length && !mixed && !stray
    }
}

crate::value_impls!(Bytes);
