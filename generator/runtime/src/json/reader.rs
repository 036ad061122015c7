//! Reads JSON text token by token; the caller's slots say what becomes of each.

use serde_json::{Map, Value};

use super::text;
use crate::error::Error;
use crate::fill;
use crate::names::Names;
use crate::number::{self, Number, number_value};
use crate::record::Record;
use crate::wire::{
    ElementSource, Elements, Filling, Key, ListSink, MemberSource, Members, Next, OriginalForms,
    Sink, Token,
};

/// How deeply arrays and objects may be nested.
const LIMIT: usize = 128;

pub(crate) struct Reader<'j> {
    text: &'j str,
    at: usize,
    /// Room for the levels still allowed.
    room: usize,
    /// Whether a container was just entered, and nothing of it has been read.
    is_first: bool,
    /// Strings with escapes are decoded here.
    scratch: String,
}

impl<'j> Reader<'j> {
    pub(crate) fn new(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            room: LIMIT,
            is_first: false,
            scratch: String::new(),
        }
    }

    /// Adds to an error where reading stopped.
    #[cold]
    pub(crate) fn place(&self, error: Error) -> Error {
        error.at(self.text.as_bytes(), self.at)
    }

    /// Nothing but blanks may follow.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Error::new("text after the value")),
        }
    }

    /// The next byte that is not blank; it stays.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// The next value; a container is only entered.
    #[inline]
    pub(crate) fn token(&mut self) -> Result<Token<'_>, Error> {
        match self.peek() {
            Some(b'"') => self.string_token(),
            Some(b'{') => {
                self.enter()?;
                Ok(Token::Object(Members(self)))
            }
            Some(b'[') => {
                self.enter()?;
                Ok(Token::Array(Elements(self)))
            }
            Some(b't') => self.word("true", Token::Bool(true)),
            Some(b'f') => self.word("false", Token::Bool(false)),
            Some(b'n') => self.word("null", Token::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => Err(Error::new("expected a value")),
            None => Err(Error::new("the text ends where a value is expected")),
        }
    }

    fn word<T>(&mut self, word: &str, token: T) -> Result<T, Error> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(token)
        } else {
            Err(Error::new("expected a value"))
        }
    }

    fn number(&mut self) -> Result<Token<'_>, Error> {
        let start = self.at;
        let (number, length) = number::read(&self.text[start..])?;
        self.at += length;
        Ok(match number {
            Number::I64(value) => Token::I64(value),
            Number::U64(value) => Token::U64(value),
            Number::F64(value) => Token::F64(value, &self.text[start..self.at]),
        })
    }

    #[expect(
        clippy::inline_always,
        reason = "measured: calls within the reading of a property cost a tenth of it"
    )]
    #[inline(always)]
    fn string_token(&mut self) -> Result<Token<'_>, Error> {
        let start = self.at;
        if let Some(end) = text::plain(self.text.as_bytes(), start + 1) {
            self.at = end + 1;
            return Ok(Token::Str(&self.text[start + 1..end]));
        }
        let is_damaged = self.decode()?;
        Ok(if is_damaged {
            Token::Damaged(&self.scratch, &self.text[start..self.at])
        } else {
            Token::Str(&self.scratch)
        })
    }

    fn string(&mut self) -> Result<&str, Error> {
        let start = self.at + 1;
        if let Some(end) = text::plain(self.text.as_bytes(), start) {
            self.at = end + 1;
            return Ok(&self.text[start..end]);
        }
        self.decode()?;
        Ok(&self.scratch)
    }

    /// Decodes the string that begins here; says whether half of a surrogate pair is replaced in it.
    fn decode(&mut self) -> Result<bool, Error> {
        match text::decode(self.text, self.at + 1, &mut self.scratch) {
            Ok(decoded) => {
                self.at = decoded.end;
                Ok(decoded.is_damaged)
            }
            Err((at, why)) => {
                self.at = at;
                Err(Error::new(why))
            }
        }
    }

    fn enter(&mut self) -> Result<(), Error> {
        self.room = self
            .room
            .checked_sub(1)
            .ok_or_else(|| Error::new("nested more than 128 levels deep"))?;
        self.at += 1;
        self.is_first = true;
        Ok(())
    }

    fn leave(&mut self) {
        self.room += 1;
        self.is_first = false;
        self.at += 1;
    }

    /// Before a member or element: whether there is another one.
    #[inline]
    fn more(&mut self, close: u8) -> Result<bool, Error> {
        let first = std::mem::take(&mut self.is_first);
        match self.peek() {
            Some(byte) if byte == close => {
                self.leave();
                Ok(false)
            }
            Some(b',') if !first => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if first => Ok(true),
            Some(_) => Err(Error::new(
                "expected a comma or the end of the array or object",
            )),
            None => Err(Error::new("the text ends inside an array or object")),
        }
    }

    fn colon(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(Error::new("expected a colon")),
        }
    }

    fn quote(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => Ok(()),
            _ => Err(Error::new("expected a name in quotes")),
        }
    }

    /// The next name, when it is one of the three expected ones: objects list their properties in the documented order,
    /// and leave some out.
    #[expect(
        clippy::inline_always,
        reason = "measured: calls within the reading of a property cost a tenth of it"
    )]
    #[inline(always)]
    fn one_of(&mut self, names: &[&str], hint: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let expected = names.iter().enumerate().skip(hint).take(3);
        for (index, name) in expected {
            if rest.get(name.len()) == Some(&b'"') && rest.starts_with(name.as_bytes()) {
                self.at += name.len() + 2;
                return Some(index);
            }
        }
        None
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        Ok(match self.token()? {
            Token::Null => Value::Null,
            Token::Bool(value) => Value::Bool(value),
            Token::I64(value) => value.into(),
            Token::U64(value) => value.into(),
            Token::F64(value, literal) => number_value(value, literal),
            Token::Str(value) | Token::Damaged(value, _) => Value::String(value.to_owned()),
            Token::Array(_) => self.finish_array()?,
            Token::Object(_) => self.finish_object()?,
        })
    }

    /// The rest of an array that was entered.
    fn finish_array(&mut self) -> Result<Value, Error> {
        let mut list = Vec::new();
        while self.more(b']')? {
            list.push(self.untyped().map_err(|error| error.in_index(list.len()))?);
        }
        Ok(Value::Array(list))
    }

    /// What of an object can be read: see [`super::before_break`].
    #[cfg(feature = "client")]
    pub(super) fn before_break(&mut self, array: &str) -> Option<String> {
        if self.peek() != Some(b'{') {
            return None;
        }
        self.enter().ok()?;
        let mut whole = None;
        loop {
            match self.more(b'}') {
                Ok(true) => {}
                Ok(false) if self.end().is_ok() => return None,
                Ok(false) | Err(_) => break,
            }
            let name = self.quote().and_then(|()| self.string().map(str::to_owned));
            let Ok(name) = name.and_then(|name| self.colon().map(|()| name)) else {
                break;
            };
            if name != array || self.peek() != Some(b'[') {
                match self.untyped() {
                    Ok(_) => whole = Some((self.at, "}")),
                    Err(_) => break,
                }
                continue;
            }
            if self.enter().is_err() {
                break;
            }
            whole = Some((self.at, "]}"));
            while let Ok(true) = self.more(b']') {
                match self.untyped() {
                    Ok(_) => whole = Some((self.at, "]}")),
                    Err(_) => return self.closed(whole),
                }
            }
            if self.text.as_bytes().get(self.at.wrapping_sub(1)) != Some(&b']') {
                break;
            }
            whole = Some((self.at, "}"));
        }
        self.closed(whole)
    }

    #[cfg(feature = "client")]
    fn closed(&self, whole: Option<(usize, &str)>) -> Option<String> {
        whole.map(|(end, close)| format!("{}{close}", &self.text[..end]))
    }

    /// The rest of an object that was entered.
    fn finish_object(&mut self) -> Result<Value, Error> {
        let mut map = Map::new();
        while self.more(b'}')? {
            self.quote()?;
            let name = self.string()?.to_owned();
            self.colon()?;
            let value = self.untyped().map_err(|error| error.in_key(&name))?;
            map.insert(name, value);
        }
        Ok(Value::Object(map))
    }
}

#[expect(
    clippy::inline_always,
    reason = "measured: a call for each property costs a twentieth of reading"
)]
impl MemberSource for Reader<'_> {
    #[inline(always)]
    fn key(&mut self, names: &Names, hint: usize) -> Result<Key, Error> {
        if !self.more(b'}')? {
            return Ok(Key::End);
        }
        self.quote()?;
        let key = match self.one_of(names.list(), hint) {
            Some(index) => Key::Known(index),
            None => fill::key_of(self.string()?, names),
        };
        self.colon()?;
        Ok(key)
    }

    #[inline]
    fn value(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<(), Error> {
        let token = self.token()?;
        sink.put(token, forms).map(drop)
    }

    fn fill(&mut self, record: &mut dyn Record, filling: Filling) -> Result<(), Error> {
        fill::record(self, record, filling)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        self.finish_object()
    }

    #[cfg(feature = "client")]
    fn text(&mut self) -> Result<Option<&str>, Error> {
        let start = self.at - 1;
        self.finish_object()?;
        Ok(Some(&self.text[start..self.at]))
    }
}

impl ElementSource for Reader<'_> {
    #[inline]
    fn next(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<Next, Error> {
        if !self.more(b']')? {
            return Ok(Next::End);
        }
        let token = self.token()?;
        Ok(sink.put(token, forms)?.map_or(Next::Taken, Next::Refused))
    }

    fn fill(
        &mut self,
        list: &mut dyn ListSink,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        fill::list(self, list, forms)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        self.finish_array()
    }

    #[cfg(feature = "client")]
    fn text(&mut self) -> Result<Option<&str>, Error> {
        let start = self.at - 1;
        self.finish_array()?;
        Ok(Some(&self.text[start..self.at]))
    }
}
