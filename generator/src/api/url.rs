//! URLs of operations, split at their slashes, with the parameters that fill their placeholders.

use serde::{Deserialize, Serialize};

use super::{TypeName, WireName, is_false};

/// One documented URL, relative to the service root, split at its slashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UrlTemplate {
    /// With a leading slash, no host, version, query or closing slash, placeholders in braces and unique: `/users/{user-id}/messages/{message-id}`.
    pub template: String,
    /// The same, as documented.
    pub written: String,
    /// The segments.
    pub segments: Vec<Segment>,
}

impl UrlTemplate {
    /// The parameters that fill the placeholders, in order.
    pub fn parameters(&self) -> Vec<&WireName> {
        let mut names = Vec::new();
        for segment in &self.segments {
            match segment {
                Segment::Name(_) | Segment::Cast(_) => {}
                Segment::Parameter(name) => names.push(name),
                Segment::Call { arguments, .. } => {
                    names.extend(arguments.iter().map(|argument| &argument.parameter));
                }
                Segment::Mixed(pieces) => {
                    names.extend(pieces.iter().filter_map(|piece| match piece {
                        Piece::Text(_) => None,
                        Piece::Parameter(name) => Some(name),
                    }));
                }
            }
        }
        names
    }
}

/// A segment of a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Segment {
    /// A fixed name: `users`, `$ref`, `root:`.
    Name(String),
    /// A placeholder, by the name of its parameter: `{user-id}`.
    Parameter(WireName),
    /// A type cast: `microsoft.graph.user`.
    Cast(TypeName),
    /// A call with arguments, or a key in parentheses: `range(address='{address}')`.
    Call {
        /// Before the parenthesis.
        name: String,
        /// The arguments in order; an unnamed one is a key.
        arguments: Vec<Argument>,
        /// Whatever follows the closing parenthesis (`:` of path addressing); mostly empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        suffix: String,
    },
    /// Text with placeholders in it: `root:`-style addressing such as `{path}:`.
    Mixed(Vec<Piece>),
}

/// A piece of a mixed segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Piece {
    /// Literal text.
    Text(String),
    /// A placeholder.
    Parameter(WireName),
}

/// An argument of a [`Segment::Call`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Argument {
    /// Its name; `None` for a key in parentheses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<WireName>,
    /// The parameter that fills it.
    pub parameter: WireName,
    /// Whether the value stands in single quotes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
}
