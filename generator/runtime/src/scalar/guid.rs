//! GUIDs.

use std::fmt;
use std::str::FromStr;

use super::Short;
use crate::echo::Notes;
use crate::error::Error;
use crate::wire::{Taken, Token, View, Wire};

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

impl Guid {
    fn text(self) -> Short {
        let mut text = Short::new();
        for (index, byte) in self.0.into_iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push(b'-');
            }
            for nibble in [byte >> 4, byte & 15] {
                text.push(b"0123456789abcdef"[usize::from(nibble)]);
            }
        }
        text
    }
}

impl FromStr for Guid {
    type Err = ParseGuidError;

    fn from_str(text: &str) -> Result<Self, ParseGuidError> {
        let text: &[u8; 36] = text.as_bytes().try_into().map_err(|_| ParseGuidError)?;
        let mut guid = [0; 16];
        let mut at = 0;
        for (index, byte) in guid.iter_mut().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                if text[at] != b'-' {
                    return Err(ParseGuidError);
                }
                at += 1;
            }
            for letter in [text[at], text[at + 1]] {
                let nibble = char::from(letter).to_digit(16).ok_or(ParseGuidError)?;
                *byte = *byte << 4 | nibble as u8;
            }
            at += 2;
        }
        Ok(Self(guid))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().as_str())
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

impl Wire for Guid {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        let Ok(guid) = text.parse::<Self>() else {
            return Ok(Taken::Misfit(text.into()));
        };
        if text.bytes().any(|letter| letter.is_ascii_uppercase()) {
            notes.keep(text.into(), guid.view());
        }
        Ok(Taken::Fit(guid))
    }

    fn view(&self) -> View<'_> {
        View::Short(self.text())
    }
}

crate::value_impls!(Guid);
