//! GUIDs.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::wire::OriginalForms;
use crate::wire::{Show, Taken, Token, View, Wire};

/// A GUID: 16 bytes in the order of the text; written in lower case with hyphens.
///
/// ```
/// use docwright_runtime::Guid;
/// let guid: Guid = "6BA7B810-9DAD-11D1-80B4-00C04FD430C8".parse()?;
/// assert_eq!(guid.to_string(), "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
/// # Ok::<(), docwright_runtime::scalar::ParseGuidError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid(pub [u8; 16]);

/// The text is not of the form `8-4-4-4-12` hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseGuidError;

impl fmt::Display for ParseGuidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a GUID")
    }
}

impl std::error::Error for ParseGuidError {}

/// Where the hyphens stand in the text.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];
/// Where the digits of each byte stand.
const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

impl Guid {
    fn text(self) -> [u8; 36] {
        let mut text = [b'-'; 36];
        for (byte, place) in self.0.into_iter().zip(PLACES) {
            text[place] = b"0123456789abcdef"[usize::from(byte >> 4)];
            text[place + 1] = b"0123456789abcdef"[usize::from(byte & 15)];
        }
        text
    }
}

fn nibble(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        b'A'..=b'F' => Some(letter - b'A' + 10),
        _ => None,
    }
}

impl FromStr for Guid {
    type Err = ParseGuidError;

    fn from_str(text: &str) -> Result<Self, ParseGuidError> {
        let text: &[u8; 36] = text.as_bytes().try_into().map_err(|_| ParseGuidError)?;
        if HYPHENS.iter().any(|place| text[*place] != b'-') {
            return Err(ParseGuidError);
        }
        let mut guid = [0; 16];
        for (byte, place) in guid.iter_mut().zip(PLACES) {
            let (high, low) = nibble(text[place])
                .zip(nibble(text[place + 1]))
                .ok_or(ParseGuidError)?;
            *byte = high << 4 | low;
        }
        Ok(Self(guid))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Show for Guid {
    fn show(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.text());
    }
}

impl Wire for Guid {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        let Ok(guid) = text.parse::<Self>() else {
            return Ok(Taken::Misfit(text.into()));
        };
        if text.bytes().any(|letter| letter.is_ascii_uppercase()) {
            forms.keep(text.into(), guid.view());
        }
        Ok(Taken::Fit(guid))
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

crate::value_impls!(Guid);
