//! What a method adds to a URL: the one type for a segment from the tree of all URLs to the emitted method.

use crate::plan::Scalar;

/// What a method adds to a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A fixed segment.
    Name(String),
    /// A key, as a segment.
    Key,
    /// A type cast, by the type's name.
    Cast(String),
    /// A call of a function or action.
    Call {
        /// The name before the parenthesis.
        name: String,
        /// The arguments.
        arguments: Vec<StepArgument>,
    },
    /// Named keys in parentheses behind the last segment.
    AlternateKey(Vec<StepArgument>),
    /// A path below an item: `:/a/b.txt`.
    ItemPath,
    /// A segment of text and values; a value is `None`.
    Text(Vec<Option<String>>),
}

/// An argument in a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepArgument {
    /// Its name; empty for a key.
    pub name: String,
    /// Whether the value stands in quotes.
    pub quoted: bool,
    /// The type of the value.
    pub scalar: Scalar,
}

impl StepArgument {
    /// The name of the variable that holds the value.
    pub(super) fn variable(&self) -> &str {
        match self.name.as_str() {
            "" => "key",
            name => name,
        }
    }
}

impl Step {
    /// The values that the step takes, in order: the name of a variable for each, and its type.
    pub(super) fn values(&self) -> Vec<(&str, Scalar)> {
        match self {
            Self::Name(_) | Self::Cast(_) => Vec::new(),
            Self::Key => vec![("id", Scalar::Text)],
            Self::ItemPath => vec![("path", Scalar::Text)],
            Self::Call { arguments, .. } | Self::AlternateKey(arguments) => arguments
                .iter()
                .map(|argument| (argument.variable(), argument.scalar))
                .collect(),
            Self::Text(pieces) => pieces
                .iter()
                .filter(|piece| piece.is_none())
                .map(|_| ("value", Scalar::Text))
                .collect(),
        }
    }

    /// What the step adds to a URL template; the parameters are those for its values.
    pub(super) fn template(&self, parameters: &[String]) -> String {
        let mut parameters = parameters.iter();
        let mut value = || format!("{{{}}}", parameters.next().map_or("", String::as_str));
        match self {
            Self::Name(name) | Self::Cast(name) => format!("/{name}"),
            Self::Key => format!("/{}", value()),
            Self::ItemPath => format!(":/{}:", value()),
            Self::Text(pieces) => {
                let text: String = pieces
                    .iter()
                    .map(|piece| piece.clone().unwrap_or_else(&mut value))
                    .collect();
                format!("/{text}")
            }
            Self::Call { name, arguments } => format!("/{name}{}", listed(arguments, value)),
            Self::AlternateKey(arguments) => listed(arguments, value),
        }
    }
}

/// Arguments in their parentheses.
fn listed(arguments: &[StepArgument], mut value: impl FnMut() -> String) -> String {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|argument| {
            let equals = if argument.name.is_empty() { "" } else { "=" };
            let quote = if argument.quoted { "'" } else { "" };
            format!("{}{equals}{quote}{}{quote}", argument.name, value())
        })
        .collect();
    format!("({})", arguments.join(","))
}
